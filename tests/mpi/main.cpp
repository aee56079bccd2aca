// Runs the MPI tests on all ranks. A failure on any rank makes the program fail on all ranks.
#include <gtest/gtest.h>

#include "mpi/communicator.h"
#include "mpi/session.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const emsurvey::MpiSession session;
  const auto world = emsurvey::Communicator::world();
  if (!world.is_root()) {
    auto& listeners = testing::UnitTest::GetInstance()->listeners();
    auto* printer = listeners.Release(listeners.default_result_printer());
    struct FailuresOnly : testing::EmptyTestEventListener {
      void OnTestPartResult(const testing::TestPartResult& result) override {
        if (result.failed())
          std::fprintf(stderr, "%s:%d: %s\n", result.file_name(), result.line_number(), result.summary());
      }
    };
    delete printer;
    listeners.Append(new FailuresOnly);
  }
  return static_cast<int>(world.max(RUN_ALL_TESTS()));
}

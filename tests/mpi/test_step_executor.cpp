// All ranks of a group launch their steps in the same way. Skipped without a GPU.
#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/cuda.h>

#include "train/mpi_reducer.h"
#include "train/step_executor.h"

namespace emsurvey {
namespace {

/// A group whose steps have no sums, so that they can be captured.
class NoSums : public MpiReducer {
 public:
  using MpiReducer::MpiReducer;
  bool is_capturable() const override { return true; }
};

TEST(StepExecutor, LaunchesEagerlyOnAllRanksIfOneCannotCapture) {
  if (!torch::cuda::is_available()) GTEST_SKIP() << "there is no GPU";
  constexpr int steps = 9;  // The first three are not captured.
  const Communicator world = Communicator::world();
  NoSums reducer(world);
  const at::Device gpu(at::kCUDA, 0);
  const auto executor = make_step_executor(gpu, Stepping::captured, reducer);
  const at::Tensor count = at::zeros({}, at::TensorOptions(gpu));
  int calls = 0;
  for (int i = 0; i < steps; ++i) {
    executor->run([&] {
      ++calls;
      count.add_(1);
      if (world.is_root()) count.item();  // Waits for the stream, which cannot be captured.
    });
  }
  EXPECT_FALSE(executor->is_captured());
  EXPECT_EQ(count.item<float>(), steps);
  EXPECT_EQ(calls, steps + 1) << "all, and once in vain to capture it";
}

}  // namespace
}  // namespace emsurvey

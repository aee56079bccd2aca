#include <gtest/gtest.h>

#include "plan/host_memory.h"

namespace emsurvey {
namespace {

TEST(HostMemory, IsThatOfTheTrainingsThatMeetOrOfLoading) {
  const HostMemory memory{
      .loaded_bytes = 900'000'000, .resident_bytes = 500'000'000, .training_bytes = 200'000'000};
  // Memory for MPI, then a margin of a tenth.
  const auto with_room = [](std::uint64_t bytes) { return (bytes + (40 << 20)) * 11 / 10; };
  EXPECT_EQ(rank_memory_bytes(memory, 1), with_room(900'000'000));
  EXPECT_EQ(rank_memory_bytes(memory, 3), with_room(1'100'000'000));
}

}  // namespace
}  // namespace emsurvey

// Stops that one rank asks for and all ranks hear of.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "watch/stop_request.h"

namespace emsurvey {
namespace {

/// Asks as a survey does between its steps, for a minute at most.
bool becomes_set(StopRequest& stop) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!stop.is_set() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  return stop.is_set();
}

TEST(StopRequest, IsNotSetAtFirst) {
  const Communicator world = Communicator::world();
  StopRequest stop(world);
  EXPECT_FALSE(stop.is_set());
  StopConditions conditions{stop, TimeBudget()};
  EXPECT_FALSE(conditions.before_run());
  EXPECT_FALSE(conditions.before_step());
  EXPECT_FALSE(conditions.before_work_of(1e6));
}

TEST(StopRequest, OfOneRankReachesAll) {
  const Communicator world = Communicator::world();
  StopRequest stop(world);
  if (world.rank() == world.size() - 1) std::thread([&] { stop.raise(); }).join();
  EXPECT_TRUE(becomes_set(stop));
  StopConditions conditions{stop, TimeBudget()};
  EXPECT_TRUE(conditions.before_run());
  EXPECT_TRUE(conditions.before_step());
  EXPECT_TRUE(conditions.before_work_of(0));
}

TEST(StopRequest, TooLittleTimeStopsAWorkerAndNoOther) {
  const Communicator world = Communicator::world();
  StopRequest stop(world);
  StopConditions conditions{stop, TimeBudget(100)};
  EXPECT_FALSE(conditions.before_work_of(10));
  EXPECT_TRUE(conditions.before_work_of(1000));
  conditions.time.note(TimeBudget::Piece::step, 1000);
  EXPECT_TRUE(conditions.before_step());
  EXPECT_FALSE(conditions.before_run()) << "a run begins with what its start and a save take";
  EXPECT_FALSE(stop.is_set());
}

}  // namespace
}  // namespace emsurvey

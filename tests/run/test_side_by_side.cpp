#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "run/side_by_side.h"

namespace emsurvey {
namespace {

TEST(SideBySide, DoesEachPartAtTheSameTimeWithTheThreadsOfTheCaller) {
  at::set_num_threads(2);
  std::mutex mutex;
  std::set<int> parts;
  std::atomic<int> present = 0;
  side_by_side(
      3,
      [&](int part) {
        for (++present; present < 3;)
          std::this_thread::yield();  // Never ends if the parts run one after the other.
        const std::lock_guard lock(mutex);
        parts.insert(part);
        EXPECT_EQ(at::get_num_threads(), 2);
      },
      [] {});
  EXPECT_EQ(parts, (std::set<int>{0, 1, 2}));
}

TEST(SideBySide, StopsTheOthersAndThrowsWhatOneThrew) {
  for (const int thrower : {0, 2}) {
    std::atomic<bool> is_stopped = false;
    const auto work = [&](int part) {
      if (part == thrower) throw std::runtime_error("trouble in " + std::to_string(part));
      while (!is_stopped) std::this_thread::yield();
    };
    try {
      side_by_side(3, work, [&] { is_stopped = true; });
      FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(error.what(), "trouble in " + std::to_string(thrower));
    }
  }
}

}  // namespace
}  // namespace emsurvey

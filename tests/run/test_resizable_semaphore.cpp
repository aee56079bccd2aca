#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "run/resizable_semaphore.h"

namespace emsurvey {
namespace {

TEST(ResizableSemaphore, AreHeldByAsManyAsThereAre) {
  ResizableSemaphore slots(2);
  std::unique_lock first(slots), second(slots, std::try_to_lock), third(slots, std::try_to_lock);
  EXPECT_TRUE(second.owns_lock());
  EXPECT_FALSE(third.owns_lock());
  first.unlock();
  EXPECT_TRUE(third.try_lock());
}

TEST(ResizableSemaphore, LetThoseWhoWaitInWhenOneIsFreed) {
  ResizableSemaphore slots(2);
  std::atomic<int> inside = 0, most = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 6; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 20; ++n) {
          const std::lock_guard slot(slots);
          const int now = ++inside;
          for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) continue;
          std::this_thread::yield();
          --inside;
        }
      });
    }
  }
  EXPECT_LE(most, 2);
}

TEST(ResizableSemaphore, AreLoweredOnceByThoseWhoFoundTheSameNumberTooMany) {
  ResizableSemaphore slots(3);
  slots.lower_from(3);
  slots.lower_from(3);
  EXPECT_EQ(slots.count(), 2);
  slots.lower_from(2);
  slots.lower_from(1);
  EXPECT_EQ(slots.count(), 1);
}

TEST(ResizableSemaphore, StayHeldWhenTheyAreLowered) {
  ResizableSemaphore slots(2);
  std::unique_lock first(slots), second(slots);
  slots.lower_from(2);
  first.unlock();
  EXPECT_FALSE(first.try_lock());
  second.unlock();
  EXPECT_TRUE(first.try_lock());
}

}  // namespace
}  // namespace emsurvey

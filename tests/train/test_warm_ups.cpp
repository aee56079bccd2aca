#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>

#include "train/warm_ups.h"

namespace emsurvey {
namespace {

TEST(WarmUps, LetOtherThreadsGoOnWhenAllHaveEnded) {
  WarmUps warm_ups;
  std::optional<WarmUps::Scope> first(std::in_place, warm_ups), second(std::in_place, warm_ups);
  std::atomic<bool> has_gone_on = false;
  std::jthread other([&] {
    warm_ups.wait_for_others();
    has_gone_on = true;
  });
  first.reset();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(has_gone_on);
  second.reset();
  other.join();
  EXPECT_TRUE(has_gone_on);
}

TEST(WarmUps, DoNotKeepTheirOwnThreadWaiting) {
  WarmUps warm_ups;
  const WarmUps::Scope begun(warm_ups);
  warm_ups.wait_for_others();
}

TEST(WarmUps, EndWithATrainingThatFails) {
  WarmUps warm_ups;
  try {
    const WarmUps::Scope training(warm_ups);
    throw std::runtime_error("out of memory");
  } catch (const std::runtime_error&) {
  }
  std::jthread([&] { warm_ups.wait_for_others(); }).join();
}

}  // namespace
}  // namespace emsurvey

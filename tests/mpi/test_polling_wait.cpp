#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "train/polling_wait.h"

namespace emsurvey {
namespace {

/// Imitates the communicator of another library, with a state that the test sets on each rank.
class FakeWork : public ::testing::Test {
 protected:
  PollingWait guarded_wait(double limit_s) {
    return {world_, [this] { ++aborts_; }, limit_s};
  }
  /// Returns the error message of the wait, or an empty string if the work completes.
  static std::string outcome(PollingWait& wait, const std::function<bool()>& is_done) {
    try {
      wait.until(is_done, "the sum");
      return "";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }
  static bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
  int last() const { return world_.size() - 1; }
  std::string last_name() const { return "rank " + std::to_string(last()) + " of a group"; }

  const Communicator world_ = Communicator::world();
  int aborts_ = 0;
};

bool never() {
  return false;
}

TEST_F(FakeWork, IsWaitedForUntilItIsDone) {
  PollingWait wait = guarded_wait(60);
  int polls = 0;
  EXPECT_EQ(outcome(wait, [&] { return ++polls == 50 + world_.rank(); }), "");
  EXPECT_EQ(polls, 50 + world_.rank());
  EXPECT_EQ(outcome(wait, [] { return true; }), "");
  EXPECT_EQ(aborts_, 0);
}

TEST_F(FakeWork, ThatFailsOnOneRankIsGivenUpByAllWithItsReason) {
  PollingWait wait = guarded_wait(60);
  const auto fails_on_the_last = [&]() -> bool {
    if (world_.rank() == last()) throw std::runtime_error("the network is down");
    return false;
  };
  const std::string reason = outcome(wait, fails_on_the_last);
  EXPECT_TRUE(says(reason, "the network is down")) << reason;
  EXPECT_TRUE(says(reason, last_name())) << reason;
  EXPECT_FALSE(says(reason, "not all ranks")) << reason;
  EXPECT_EQ(aborts_, 1);
}

TEST_F(FakeWork, ThatTakesTooLongIsGivenUpByAll) {
  PollingWait wait = guarded_wait(0.2);
  const auto begin = std::chrono::steady_clock::now();
  const std::string reason = outcome(wait, never);
  EXPECT_TRUE(says(reason, "the sum did not end within 0.2 s")) << reason;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
  EXPECT_EQ(aborts_, 1);
}

TEST_F(FakeWork, WithoutALimitOnlyAPeerEndsTheWait) {
  PollingWait wait = guarded_wait(0);
  const auto begin = std::chrono::steady_clock::now();
  const auto fails_late = [&]() -> bool {
    const auto waited = std::chrono::steady_clock::now() - begin;
    if (world_.rank() == last() && waited > std::chrono::milliseconds(300)) throw std::runtime_error("lost");
    return false;
  };
  EXPECT_TRUE(says(outcome(wait, fails_late), "lost"));
}

TEST_F(FakeWork, IsGivenUpByARankThatComesLater) {
  PollingWait wait = guarded_wait(60);
  if (world_.rank() == 0 && last() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const auto fails_on_the_last = [&]() -> bool {
    if (world_.rank() == last()) throw std::runtime_error("lost");
    return false;
  };
  EXPECT_TRUE(says(outcome(wait, fails_on_the_last), "lost"));
  EXPECT_EQ(aborts_, 1);
}

TEST_F(FakeWork, IsGivenUpWithoutTheConsentOfARankThatDoesNotAnswer) {
  if (world_.size() == 1) GTEST_SKIP() << "takes two ranks";
  PollingWait wait = guarded_wait(0.1);
  const auto begin = std::chrono::steady_clock::now();
  if (world_.rank() == 0) {  // This rank is stuck elsewhere until the others have given up.
    std::this_thread::sleep_for(std::chrono::seconds(7));
    EXPECT_NE(outcome(wait, never), "");
    return;
  }
  const std::string reason = outcome(wait, never);
  EXPECT_TRUE(says(reason, "not all ranks of the group answer")) << reason;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(7));
  EXPECT_EQ(aborts_, 1);
}

}  // namespace
}  // namespace emsurvey

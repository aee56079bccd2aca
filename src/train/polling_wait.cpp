#include "train/polling_wait.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <utility>

#include "base/number.h"
#include "base/process.h"

namespace emsurvey {
namespace {

using Clock = std::chrono::steady_clock;

/// How long a rank that gives up waits until all its peers know.
constexpr std::chrono::seconds agreement_limit{5};
/// Steps take milliseconds. After a longer wait, the end need not be detected at once, so polling slows down.
constexpr std::chrono::milliseconds busy_time{100};

std::string name_of(const Communicator& ranks) {
  return "rank " + std::to_string(ranks.rank()) + " of a group of " + std::to_string(ranks.size()) + ", on " +
         host_name();
}

}  // namespace

PollingWait::PollingWait(const Communicator& ranks, std::function<void()> abort, double limit_s)
    : name_(name_of(ranks)), abort_broadcast_(ranks), abort_(std::move(abort)), limit_s_(limit_s) {}

void PollingWait::until(const std::function<bool()>& is_done, const std::string& work) {
  const auto begin = Clock::now();
  for (;;) {
    std::string problem;
    try {
      if (is_done()) return;
    } catch (const GroupLost&) {
      throw;  // The group has been given up already.
    } catch (const std::exception& error) {
      problem = error.what();
      problem.resize(std::min(problem.find('\n'), problem.size()));  // LibTorch appends a backtrace.
    }
    const auto waited = Clock::now() - begin;
    if (problem.empty() && limit_s_ > 0 && waited > std::chrono::duration<double>(limit_s_)) {
      problem =
          work + " did not end within " + number_cell(limit_s_) + " s: another rank may be dead or stuck";
    }
    if (!problem.empty()) {
      abort_broadcast_.raise(name_ + ": " + problem);
      give_up(name_ + ": " + problem);
    }
    if (const auto reason = abort_broadcast_.heard()) give_up(*reason);
    if (waited > busy_time) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

void PollingWait::give_up(const std::string& reason) {
  const bool is_agreed = abort_broadcast_.is_known_to_all(agreement_limit);
  abort_();
  throw GroupLost(reason + (is_agreed ? "" : " (not all ranks of the group answer)"));
}

}  // namespace emsurvey

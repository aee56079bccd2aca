// The remaining time of an MPI job and the work that fits into it.
#pragma once

#include <array>
#include <chrono>
#include <optional>

#include "base/environment.h"

namespace emsurvey {

/// Uses the monotonic clock, so that setting the system clock changes nothing. Work is measured as it is
/// done; pieces that have not been measured count as 0. Copies measure independently.
class TimeBudget {
 public:
  using Clock = std::chrono::steady_clock;
  /// The pieces of work that cannot be interrupted.
  enum class Piece {
    start,  ///< Start of a run, until its first step is done.
    step,
    save,
    label_section,
    score_section,
    count
  };

  /// No time limit.
  TimeBudget() = default;
  /// Ends `left_s` seconds after `now`; never if `left_s` is empty.
  explicit TimeBudget(std::optional<double> left_s, Clock::time_point now = Clock::now());

  /// Infinite without a time limit, negative after the end.
  double left_s(Clock::time_point now = Clock::now()) const;

  void note(Piece piece, double seconds);
  /// Returns the longest time that `piece` has taken so far.
  double slowest_s(Piece piece) const { return slowest_s_[static_cast<std::size_t>(piece)]; }

  /// Whether work of `seconds` would end in time even if it took twice as long, including the time for all
  /// ranks to exit.
  bool allows(double seconds, Clock::time_point now = Clock::now()) const;
  /// Whether a run can be started: the time up to its first step, and a save, must fit.
  bool allows_start() const;
  /// Whether one more step and a save fit.
  bool allows_step() const;

 private:
  std::optional<Clock::time_point> end_;
  std::array<double, static_cast<std::size_t>(Piece::count)> slowest_s_{};
};

/// Returns the seconds that the MPI job may take from now on: the smaller of `time_limit_s` and the remaining
/// time of the Slurm job (SLURM_JOB_END_TIME, in seconds since 1970). Read it once, on one rank, because the
/// clocks of nodes differ. Returns nothing if there is neither. Throws InputError if the variable is not a
/// number.
std::optional<double> time_left(std::optional<double> time_limit_s, const Environment& environment,
                                std::chrono::system_clock::time_point now);

}  // namespace emsurvey

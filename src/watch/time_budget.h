// The time that a job has left, and what fits into it.
#pragma once

#include <array>
#include <chrono>
#include <optional>

#include "mpi/preflight.h"

namespace emsurvey {

/// On the monotonic clock, so that a clock that is set meanwhile changes nothing. Work is measured as it is
/// done; what has not been seen yet counts as 0. Copies measure for themselves.
class TimeBudget {
 public:
  using Clock = std::chrono::steady_clock;
  /// What cannot be cut short once it is begun.
  enum class Piece {
    start,  ///< of a run: until its first step is taken
    step,
    save,
    label_section,
    score_section,
    count
  };

  /// Without an end.
  TimeBudget() = default;
  /// Ends `left_s` seconds after `now`; never when there is no such number.
  explicit TimeBudget(std::optional<double> left_s, Clock::time_point now = Clock::now());

  /// Infinite without an end, negative after it.
  double left_s(Clock::time_point now = Clock::now()) const;

  void note(Piece piece, double seconds);
  /// The longest that `piece` has taken so far.
  double slowest_s(Piece piece) const { return slowest_s_[static_cast<std::size_t>(piece)]; }

  /// Whether work of `seconds` would end in time even if it takes twice as long, all ranks being gone by the
  /// end.
  bool allows(double seconds, Clock::time_point now = Clock::now()) const;
  /// A run is begun only when its first step can be taken and saved.
  bool allows_start() const;
  /// While a run is trained it is always possible to take one step more and to save it.
  bool allows_step() const;

 private:
  std::optional<Clock::time_point> end_;
  std::array<double, static_cast<std::size_t>(Piece::count)> slowest_s_{};
};

/// The seconds that a job may take from now on: the smaller of `time_limit_s` and what is left of a Slurm job
/// (SLURM_JOB_END_TIME, in seconds since 1970; read once, by one rank, since the clocks of nodes differ).
/// Nothing when neither is there. Throws InputError when the variable is no number.
std::optional<double> time_left(std::optional<double> time_limit_s, const Environment& environment,
                                std::chrono::system_clock::time_point now);

}  // namespace emsurvey

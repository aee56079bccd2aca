#include "watch/time_budget.h"

#include <algorithm>
#include <limits>

#include "survey/setting_value.h"

namespace emsurvey {
namespace {

/// Time for the ranks to meet, MPI to end and the launcher to detect it.
constexpr double leaving_s = 3;
/// Covers work that is slower than ever before, and waiting for one more save that goes on beside a training.
constexpr double safety_factor = 2;

}  // namespace

TimeBudget::TimeBudget(std::optional<double> left_s, Clock::time_point now) {
  if (left_s)
    end_ = now + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(*left_s));
}

double TimeBudget::left_s(Clock::time_point now) const {
  if (!end_) return std::numeric_limits<double>::infinity();
  return std::chrono::duration<double>(*end_ - now).count();
}

void TimeBudget::note(Piece piece, double seconds) {
  double& slowest = slowest_s_[static_cast<std::size_t>(piece)];
  slowest = std::max(slowest, seconds);
}

bool TimeBudget::allows(double seconds, Clock::time_point now) const {
  return left_s(now) >= safety_factor * seconds + leaving_s;
}

bool TimeBudget::allows_start() const {
  return allows(slowest_s(Piece::start) + slowest_s(Piece::save));
}

bool TimeBudget::allows_step() const {
  return allows(slowest_s(Piece::step) + slowest_s(Piece::save));
}

std::optional<double> time_left(std::optional<double> time_limit_s, const Environment& environment,
                                std::chrono::system_clock::time_point now) {
  const std::string end = environment("SLURM_JOB_END_TIME");
  constexpr std::int64_t latest = 1'000'000'000'000;
  const std::int64_t end_s = end.empty() ? 0 : whole_number("SLURM_JOB_END_TIME", end, 0, latest);
  if (end_s == 0) return time_limit_s;  // 0 or unset: no Slurm job, or one without a limit.
  const double now_s = std::chrono::duration<double>(now.time_since_epoch()).count();
  const double slurm_left_s = static_cast<double>(end_s) - now_s;
  return std::min(slurm_left_s, time_limit_s.value_or(slurm_left_s));
}

}  // namespace emsurvey

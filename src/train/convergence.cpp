#include "train/convergence.h"

#include "base/mean.h"

namespace emsurvey {
namespace {

/// Mean loss over the steps after `tenth` tenths of all steps, up to the next tenth.
double mean_loss_in(int tenth, const std::vector<LogRow>& log, std::int64_t steps) {
  const double begin = tenth * static_cast<double>(steps), end = (tenth + 1) * static_cast<double>(steps);
  std::vector<double> losses;
  for (const LogRow& row : log) {
    const double tenfold = 10 * static_cast<double>(row.step);
    if (tenfold > begin && tenfold <= end) losses.push_back(row.losses.classic);
  }
  return mean_of_finite(losses);
}

}  // namespace

Convergence convergence_of(const std::vector<LogRow>& log, std::int64_t steps) {
  Convergence convergence;
  if (log.empty() || log.back().step < steps) return convergence;
  convergence.loss_last_tenth = mean_loss_in(9, log, steps);
  const double before = mean_loss_in(8, log, steps);
  if (before > 0) convergence.loss_change_percent = 100 * (convergence.loss_last_tenth - before) / before;
  return convergence;
}

}  // namespace emsurvey

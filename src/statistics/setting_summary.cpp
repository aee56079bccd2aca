#include "statistics/setting_summary.h"

#include <algorithm>
#include <cmath>

#include "statistics/collapse.h"
#include "statistics/t_test.h"
#include "tables/moments.h"

namespace emsurvey {
namespace {

/// Returns the pooled standard deviation of the images about the mean of their training.
double spread_within(const TrainingList& trainings) {
  long double squares = 0;
  std::size_t freedom = 0;
  for (const TrainingScores& training : trainings) {
    const double mean = training_mean(training);
    for (const auto& [image, score] : training.scores) {
      const long double distance = static_cast<long double>(score) - mean;
      squares += distance * distance;
    }
    freedom += training.scores.size() - 1;
  }
  if (freedom == 0) return SettingSummary::undefined;
  return static_cast<double>(std::sqrt(squares / static_cast<long double>(freedom)));
}

void describe_collapses(const TrainingList& trainings, Unit unit, SettingSummary& summary) {
  std::vector<BlockValue> others;
  for (const TrainingMean& training : summary.training_means) {
    summary.collapsed += training.is_collapsed;
    if (!training.is_collapsed) others.emplace_back(training.block, training.mean);
  }
  const Interval share = share_interval(summary.collapsed, trainings.size());
  summary.collapsed_low = share.low;
  summary.collapsed_high = share.high;
  summary.mean_not_collapsed = moments_of(unit_values(others, unit)).mean;
}

}  // namespace

SettingSummary summarise_setting(const TrainingList& trainings, Unit unit, double overlap) {
  SettingSummary summary;
  const std::vector<BlockValue> means = training_means(trainings);
  std::vector<double> values;
  for (std::size_t i = 0; i < trainings.size(); ++i) {
    summary.training_means.push_back({trainings[i].block, means[i].second, trainings[i].is_collapsed});
    summary.images += trainings[i].scores.size();
    values.push_back(means[i].second);
  }
  const std::vector<double> units = unit_values(means, unit);
  const Moments moments = moments_of(units);
  summary.trainings = trainings.size();
  summary.units = moments.n;
  summary.mean = moments.mean;
  summary.sd_trainings = moments_of(values).sd;
  summary.sd_units = moments.sd;
  summary.sd_within = spread_within(trainings);
  const Interval interval = paired_t_test(units, overlap).interval(1 - significance_level);
  summary.low = interval.low;
  summary.high = interval.high;
  describe_collapses(trainings, unit, summary);
  return summary;
}

std::vector<std::size_t> settings_by_mean(const std::vector<SettingSummary>& settings) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < settings.size(); ++i)
    if (settings[i].trainings > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return rounded_mean(settings[a].mean) > rounded_mean(settings[b].mean);
  });
  return order;
}

}  // namespace emsurvey

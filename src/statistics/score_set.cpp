#include "statistics/score_set.h"

#include <cmath>

#include "tables/moments.h"

namespace emsurvey {

double rounded_score(double score) {
  return std::nearbyint(score * 1e6) / 1e6;
}

double rounded_mean(double mean) {
  return std::nearbyint(mean * 1e9) / 1e9;
}

double training_mean(const TrainingScores& training) {
  std::vector<double> values;
  for (const auto& [image, score] : training.scores) values.push_back(score);
  return moments_of(values).mean;
}

std::vector<BlockValue> training_means(const TrainingList& trainings) {
  std::vector<BlockValue> means;
  for (const TrainingScores& training : trainings)
    means.emplace_back(training.block, training_mean(training));
  return means;
}

std::vector<double> unit_values(const std::vector<BlockValue>& values, Unit unit) {
  std::vector<double> result, repeats;
  for (std::size_t i = 0; i < values.size(); ++i) {
    repeats.push_back(values[i].second);
    const bool ends_unit = i + 1 == values.size() || unit == Unit::training ||
                           values[i + 1].first.split != values[i].first.split;
    if (!ends_unit) continue;
    result.push_back(moments_of(repeats).mean);
    repeats.clear();
  }
  return result;
}

}  // namespace emsurvey

// Scores of one label and metric, arranged by setting, training and image.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "statistics/design.h"

namespace emsurvey {

/// What the trainings of different settings have in common: split, and repeat with its random numbers.
struct Block {
  std::int64_t split = 1;
  std::int64_t repeat = 1;
  auto operator<=>(const Block&) const = default;
};

/// One training of a setting.
struct TrainingScores {
  Block block;
  std::map<std::string, double> scores;  ///< Rounded score of each image that has one; never empty.
  bool is_collapsed = false;
};

/// The trainings of one setting, sorted by block.
using TrainingList = std::vector<TrainingScores>;

struct ScoreSet {
  std::string label;
  std::string metric;                  ///< Name of the column, such as "F_score".
  std::vector<TrainingList> settings;  ///< In grid order.
  /// For each setting, the images with true regions that were scored, but have no defined score.
  std::vector<std::set<std::pair<Block, std::string>>> undefined;
};

/// Rounds to 6 decimals, half to even. A score of 1e-9, as of an empty prediction, becomes 0.
double rounded_score(double score);

/// Rounds to 9 decimals, so that the order of summation cannot break a tie of differences or means.
double rounded_mean(double mean);

/// Returns the mean score over the images of a training.
double training_mean(const TrainingScores& training);

/// A value of a training or of a comparison of two trainings.
using BlockValue = std::pair<Block, double>;

/// Returns the mean score of each training.
std::vector<BlockValue> training_means(const TrainingList& trainings);

/// Returns the values of the units in ascending order: of each unit, the mean over its blocks. `values` are
/// sorted by block.
std::vector<double> unit_values(const std::vector<BlockValue>& values, Unit unit);

}  // namespace emsurvey

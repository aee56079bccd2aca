// The settings that a survey recommends for a label.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "statistics/analysis.h"

namespace emsurvey {

/// The settings with the highest mean, usually one, and how the others compare with the first of them.
struct Leaders {
  std::vector<std::size_t> leaders;
  std::vector<std::size_t> alike;  ///< Other settings that cannot be told apart from the leader.
  std::size_t different = 0;       ///< Number of settings that differ from it.
  bool has_few_units = false;      ///< Whether a difference rests on fewer than six units.
};

/// Returns the leaders of one label and metric; none if no setting has scores.
Leaders leaders_of(const MetricAnalysis& result);

/// Returns how sure it is that the leader is better than the others, as "shown: higher than all others".
std::string certainty_of(const Leaders& found);

}  // namespace emsurvey

// The settings that a survey compares: the runs of one loss and one value of every axis are a group.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tables/score_rows.h"

namespace emsurvey {

struct RunGroups {
  std::vector<std::string> columns;             ///< `classic_loss`, every axis
  std::vector<std::vector<std::string>> cells;  ///< one list a group, in order of their first runs
  std::vector<std::size_t> of_run;              ///< position in `cells` of each of ScoreRows::runs
};

RunGroups group_runs(const ScoreRows& rows);

/// The finite values of a column: [group][position in rows.labels] over the splits, repeats and images.
using GroupedValues = std::vector<std::vector<std::vector<double>>>;
GroupedValues grouped_values(const ScoreRows& rows, const RunGroups& groups, std::size_t column);

}  // namespace emsurvey

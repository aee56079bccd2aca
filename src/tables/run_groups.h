// The settings that a survey compares: runs with the same loss and the same value of every axis form a group
// of runs.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tables/score_rows.h"

namespace emsurvey {

struct RunGroups {
  std::vector<std::string> columns;             ///< `classic_loss` and every axis.
  std::vector<std::vector<std::string>> cells;  ///< One list for each group, in order of first runs.
  std::vector<std::size_t> of_run;              ///< Position in `cells` for each of ScoreRows::runs.
};

RunGroups group_runs(const ScoreRows& rows);

/// The finite values of a column over splits, repeats and images, as [group][position in rows.labels].
using GroupedValues = std::vector<std::vector<std::vector<double>>>;
GroupedValues grouped_values(const ScoreRows& rows, const RunGroups& groups, std::size_t column);

}  // namespace emsurvey

// A table of published scores, grouped by the settings of a survey.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "io/csv.h"
#include "tables/run_groups.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct PublishedGroup {
  std::vector<std::string> cells;  ///< One for each key column, as in the table.
  /// Values of the images, as [training][score column][image]. NaN for empty cells.
  std::vector<std::vector<std::vector<double>>> trainings;

  /// Returns the mean of each training that has a value of the score column.
  std::vector<double> training_means(std::size_t column) const;
};

struct PublishedScores {
  std::vector<std::size_t> keys;                             ///< Positions in RunGroups::columns.
  std::vector<std::pair<std::string, std::string>> columns;  ///< Label and metric, in the survey's order.
  std::vector<PublishedGroup> groups;                        ///< In the order of their first rows.
  std::set<std::string> images;  ///< Names in the column `image`; empty if there is none.

  /// Returns the published group with the same keys as the group `group` of `own`, or null if there is none.
  /// Numbers are compared by value.
  const PublishedGroup* find(const RunGroups& own, std::size_t group) const;
};

/// Returns the name of an image in the form in which names are compared: 02 equals 2.
std::string comparable_image(const std::string& name);

/// Reads `table` in the form that compare_scores describes. `subject` names the table in messages.
PublishedScores read_published(const ScoreRows& rows, const RunGroups& groups, const CsvTable& table,
                               const std::string& subject);

}  // namespace emsurvey

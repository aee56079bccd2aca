// A table of published scores, by the groups of a survey.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "io/csv.h"
#include "tables/run_groups.h"
#include "tables/score_rows.h"

namespace emsurvey {

struct PublishedGroup {
  std::vector<std::string> cells;           ///< one a key column, as in the table
  std::vector<std::vector<double>> values;  ///< one list a score column
};

struct PublishedScores {
  std::vector<std::size_t> keys;                             ///< positions in RunGroups::columns
  std::vector<std::pair<std::string, std::string>> columns;  ///< label and metric, in the survey's order
  std::vector<PublishedGroup> groups;                        ///< in order of their first rows

  /// The group with the cells of a survey's group; null where there is none. Numbers are equal by value.
  const PublishedGroup* find(const RunGroups& own, std::size_t group) const;
};

/// Reads `table` as compare_scores says. `subject` names it in messages.
PublishedScores read_published(const ScoreRows& rows, const RunGroups& groups, const CsvTable& table,
                               const std::string& subject);

}  // namespace emsurvey

// Invented scores of three losses, for the tests of the statistics.
#pragma once

#include <string>
#include <vector>

#include "io/csv.h"
#include "statistics/analysis.h"
#include "statistics/table_scores.h"

namespace emsurvey {

/// Scores of six trainings of each loss for the label "cells". Hinge finds nothing in three of them.
inline const std::vector<std::pair<std::string, std::vector<double>>>& loss_scores() {
  static const std::vector<std::pair<std::string, std::vector<double>>> scores{
      {"dice", {0.81, 0.78, 0.84, 0.80, 0.86, 0.79}},
      {"square", {0.74, 0.77, 0.75, 0.70, 0.81, 0.76}},
      {"hinge", {0, 0.52, 0.001, 0.61, 0.57, 0.004}}};
  return scores;
}

/// Returns the long table of the first `splits` trainings; each has a split of its own and one image.
inline CsvTable loss_table(std::size_t splits = 6) {
  CsvTable table{{"classic_loss", "label", "run", "split", "repeat", "image", "F_score"}, {}};
  int run = 0;
  for (const auto& [loss, scores] : loss_scores())
    for (std::size_t split = 0; split < splits; ++split)
      table.rows.push_back({loss, "cells", std::to_string(++run), std::to_string(split + 1), "1", "a",
                            std::to_string(scores[split])});
  return table;
}

inline SurveyAnalysis analyse_table(const CsvTable& table, const SplitFacts& facts) {
  return analyse(arrange_scores(table_scores(table, facts, "scores.csv")));
}

}  // namespace emsurvey

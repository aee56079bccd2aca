// A survey with chosen scores of its trainings, for the tests of figure and page.
#pragma once

#include <string>
#include <vector>

#include "report/scored_runs.h"
#include "statistics/analysis.h"
#include "statistics/row_scores.h"

namespace emsurvey {

inline SurveyAnalysis analysis_of(const ScoreRows& rows) {
  return analyse(survey_scores(rows));
}

/// Returns a survey of the label "cells" on shuffled splits: a setting for each loss, and a training for
/// each of its scores, all images of a training having that score.
inline ScoreRows survey_of(const std::vector<std::pair<std::string, std::vector<std::string>>>& losses) {
  std::vector<RunFiles> runs;
  int number = 0;
  for (const auto& [loss, scores] : losses) {
    for (std::size_t split = 0; split < scores.size(); ++split)
      runs.push_back(scored_run(
          ++number, loss, R"("split_scheme": "shuffled", "repeat": 1, "split": )" + std::to_string(split + 1),
          {{"cells", {scores[split], scores[split]}}}));
  }
  return rows_of(runs);
}

/// Returns how often `word` stands in `text`.
inline std::size_t count_of(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

}  // namespace emsurvey

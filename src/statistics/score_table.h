// A list of runs and their scored images, from a survey or from anyone's table, and its arrangement.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "statistics/survey_scores.h"

namespace emsurvey {

/// What became of a run.
enum class RunOutcome {
  scored,
  diverged,  ///< Without scores, as a result of its setting.
  failed,    ///< Without scores for a reason that says nothing about its setting.
};

/// What is known about a run.
struct ScoredRun {
  std::vector<std::string> settings;  ///< Cells under ScoreTable::columns.
  std::string seed;                   ///< Cell of the axis `seed`, or empty.
  std::optional<std::int64_t> split;
  std::optional<std::int64_t> repeat;
  std::string scheme;  ///< Scheme of the split, or empty.
  SectionCounts sections;
  bool is_baseline = false;
  RunOutcome outcome = RunOutcome::scored;
};

/// A column that is no setting, because it only changes random numbers.
inline constexpr const char* seed_column = "seed";

struct ScoreTable {
  std::vector<std::string> columns;  ///< Columns that name the settings, without seed_column.
  std::vector<std::string> labels;
  std::vector<std::string> metrics;
  std::vector<ScoredRun> runs;
  std::vector<ImageScores> images;  ///< `setting` is the position of the run; the block is not used.
};

/// Finds the settings, the trainings that belong together, and the design of the survey.
SurveyScores arrange_scores(ScoreTable table);

}  // namespace emsurvey

// The rows of a survey's tables, arranged for the statistics.
#pragma once

#include <vector>

#include "statistics/survey_scores.h"
#include "tables/summary.h"

namespace emsurvey {

/// Arranges the rows of a survey's runs, those of its copy baselines if they stand apart, and its failed runs.
/// Settings are in the order of their first runs. An axis that only changes random numbers (`seed`) makes no
/// setting but further trainings. Runs with the loss copy_baseline_loss are a baseline wherever they stand.
SurveyScores survey_scores(const ScoreRows& rows, const ScoreRows& baseline = {},
                           const std::vector<FailedRun>& failed = {});

/// The same for the tables of a survey.
SurveyScores survey_scores(const SummaryTables& tables);

}  // namespace emsurvey

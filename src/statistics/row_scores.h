// The rows of a survey's tables, arranged for the statistics.
#pragma once

#include "statistics/survey_scores.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Arranges the rows of a survey's runs, and those of its copy baselines if they stand apart. An axis that only
/// changes random numbers (`seed`) makes no setting but further trainings. Runs with the loss copy_baseline are
/// a baseline wherever they stand.
SurveyScores survey_scores(const ScoreRows& rows, const ScoreRows& baseline = {});

}  // namespace emsurvey

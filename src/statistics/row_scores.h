// The rows of a survey's tables, arranged for the statistics.
#pragma once

#include "statistics/survey_scores.h"
#include "tables/score_rows.h"

namespace emsurvey {

/// Arranges the rows. An axis that only changes random numbers (`seed`) makes no setting but further trainings.
/// Rows of the copy baseline are kept apart.
SurveyScores survey_scores(const ScoreRows& rows);

}  // namespace emsurvey

// Compares the tables of a survey with its runs.
#pragma once

#include <cstddef>

#include "run/gather_runs.h"

namespace emsurvey {

/// Compares the tables on disk and their analysis with those made from the scores, prints a line for each that
/// differs and returns their number. Older tables, of fewer runs or failures, are correct as far as they go and do
/// not count.
std::size_t print_differing_tables(const SurveyFolder& folder, const GatheredRuns& gathered);

}  // namespace emsurvey

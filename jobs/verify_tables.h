// Compares the tables and copy baselines of a survey with its scores.
#pragma once

#include <cstddef>

#include "mpi/communicator.h"
#include "store/survey_folder.h"

namespace emsurvey {

/// On rank 0, compares the tables on disk and their analysis, if there are any, with those made from the scores,
/// prints a line for each that differs, and returns their number. Returns 0 on the other ranks. Collective.
std::size_t differing_table_count(const SurveyFolder& folder, const Communicator& world);

/// On rank 0, prints a line for each evaluation of a copy baseline that is not as its scores say, and returns
/// their number. Returns 0 on the other ranks. Collective.
std::size_t differing_baseline_count(const SurveyFolder& folder, const Communicator& world);

}  // namespace emsurvey

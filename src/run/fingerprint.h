// What the last bits of a result depend on beside its settings.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mpi/communicator.h"
#include "run/survey_folder.h"

namespace emsurvey {

/// Names and values: versions, threads, vector instructions, processor.
using Fingerprint = std::vector<std::pair<std::string, std::string>>;

/// Of this rank, as it is set up now.
Fingerprint this_fingerprint(int ranks_per_job);

std::string to_json_text(const Fingerprint& fingerprint);

/// Compares every rank with the fingerprint that the survey began under, which is kept in the folder and
/// written there when there is none: rank 0's. One line on rank 0 where any differs: which rank first, and in
/// what. Collective; throws InputError when the file cannot be written.
std::optional<std::string> check_fingerprint(const SurveyFolder& folder, const Fingerprint& own,
                                             const Communicator& world);

}  // namespace emsurvey

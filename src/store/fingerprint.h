// What the last bits of a result depend on beside its settings.
#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mpi/communicator.h"
#include "store/survey_folder.h"
#include "train/reducer.h"

namespace emsurvey {

/// Names and values: versions, threads, vector instructions, processor, GPU, who adds gradients up.
using Fingerprint = std::vector<std::pair<std::string, std::string>>;

/// Of this rank, which trains on `device` and adds up with `reducer`, as it is set up now.
Fingerprint this_fingerprint(const at::Device& device, const Reducer& reducer);

std::string to_json_text(const Fingerprint& fingerprint);

/// Writes `own` into the folder as what the survey began under, unless that is known. Throws FileError when
/// that is not possible.
void keep_fingerprint(const SurveyFolder& folder, const Fingerprint& own);

/// The threads of a training that the survey began with; 0 when they are not known.
int first_threads(const SurveyFolder& folder);

/// Compares every rank with the fingerprint that the survey began under, or with rank 0's when that is not
/// known. One line on rank 0 where any differs: which rank first, and in what. Collective; throws FileError
/// when what is kept cannot be read.
std::optional<std::string> check_fingerprint(const SurveyFolder& folder, const Fingerprint& own,
                                             const Communicator& world);

}  // namespace emsurvey

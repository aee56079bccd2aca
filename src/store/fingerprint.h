// Conditions, other than settings, that can change the last bits of a result.
#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mpi/communicator.h"
#include "store/survey_folder.h"
#include "train/gradient_reducer.h"

namespace emsurvey {

/// Names and values: versions, threads, vector instructions, processor, GPU, and the backend that sums
/// gradients.
using Fingerprint = std::vector<std::pair<std::string, std::string>>;

/// Returns the fingerprint of this rank in its current configuration, training on `device` with `reducer`.
Fingerprint this_fingerprint(const at::Device& device, const GradientReducer& reducer);

std::string to_json_text(const Fingerprint& fingerprint);

/// Stores `own` in the folder as the fingerprint with which the survey began, unless there is one. Throws
/// FileError if it cannot be written.
void keep_fingerprint(const SurveyFolder& folder, const Fingerprint& own);

/// Returns the number of threads of a training when the survey began; 0 if unknown.
int first_threads(const SurveyFolder& folder);

/// Compares the fingerprint of every rank with the one with which the survey began or, if that is unknown,
/// with the one of rank 0. If any differs, returns one line on rank 0 that names the first such rank and its
/// differences. Collective; throws FileError if the stored fingerprint cannot be read.
std::optional<std::string> check_fingerprint(const SurveyFolder& folder, const Fingerprint& own,
                                             const Communicator& world);

}  // namespace emsurvey

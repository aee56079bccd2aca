// Repeats parts of a run and compares the results.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "mpi/communicator.h"
#include "run/scaled_datasets.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"
#include "train/reducer.h"

namespace emsurvey {

struct Verification {
  enum class Finding { equal, differs, nothing_to_compare };
  Finding finding = Finding::nothing_to_compare;
  std::string text;  ///< One line: what was repeated, and the result.
};

/// Repeats the first steps of a run, at most `steps`, and compares the weights at every power of ten with the
/// hashes in its newest intact checkpoint. Repeats the steps from the older checkpoint to the newer one if
/// there are both and they are at most `steps` apart. Labels and scores the test images of a finished run
/// again and compares all scores. A damaged checkpoint counts as a difference. Writes nothing. Collective
/// over `ranks`, the ranks of `reducer`. Throws InputError if a file cannot be read or is damaged.
Verification verify_run(const Experiment& experiment, ScaledDatasets& datasets, const SurveyFolder& folder,
                        const Communicator& ranks, const Reducer& reducer, const at::Device& device,
                        std::int64_t steps);

/// Checks that scores.h5 of a run is intact, and that options.json and the evaluations agree with it and with
/// the experiment. Returns a line for each file that fails. A run without scores must have no evaluations.
std::vector<std::string> differing_files(const SurveyFolder& folder, const Experiment& experiment);

}  // namespace emsurvey

// Repeats parts of a run and compares the results.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "run/run_context.h"
#include "run/scaled_datasets.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"

namespace emsurvey {

struct Verification {
  enum class Finding { equal, differs, nothing_to_compare };
  Finding finding = Finding::nothing_to_compare;
  std::string text;  ///< One line: what was repeated, and the result.
};

/// Takes the first steps of a run again, `steps` at most, and compares the weights with the hashes in its
/// newest whole checkpoint at every power of ten; takes the steps from the older checkpoint to the newer one
/// again, where both are there and not more than `steps` apart; labels and scores the test images of a
/// finished run again and compares all scores. A checkpoint that is damaged, or that a finished run lacks,
/// counts as different. Writes nothing.
/// Collective over the group; throws InputError when a file cannot be read or is damaged.
Verification verify_run(const Experiment& experiment, const RunContext& context, ScaledDatasets& datasets,
                        std::int64_t steps);

/// Checks that scores.h5 of a run is intact, and that options.json and the evaluations agree with it and with
/// the experiment. Returns a line for each file that fails. A run without scores must have no evaluations.
std::vector<std::string> differing_files(const SurveyFolder& folder, const Experiment& experiment);

}  // namespace emsurvey

// Does parts of a run again and compares.
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
  std::string text;  ///< what was done again and how it came out: one line
};

/// Takes the first steps of a run again, `steps` at most, and compares the weights with the hashes in its
/// newest whole checkpoint at every power of ten; takes the steps from the older checkpoint to the newer one
/// again, where both are there and not more than `steps` apart; labels and scores the test images of a
/// finished run again and compares all scores. A damaged checkpoint counts as different. Writes nothing.
/// Collective over the group; throws InputError when a file cannot be read or is damaged.
Verification verify_run(const Experiment& experiment, const RunContext& context, ScaledDatasets& datasets,
                        std::int64_t steps);

/// Whether scores.h5 of a run is whole, and whether options.json and the evaluations say what it and the
/// experiment say: a line for each file that does not. A run without scores must have no evaluations.
std::vector<std::string> differing_files(const SurveyFolder& folder, const Experiment& experiment);

}  // namespace emsurvey

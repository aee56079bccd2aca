// Identities of experiments and of their splits.
#pragma once

#include <string>

#include "survey/experiment.h"

namespace emsurvey {

/// Returns the SHA-256 (hexadecimal) of everything that determines the results, and nothing else: an experiment
/// has the same identity however it is written. `split` is the split of the experiment, `content_hash` that of
/// the data set. Keys that were added later enter only if they change something, so that surveys from before
/// keep their identities.
std::string identity_of(const Experiment& experiment, const Split& split, const std::string& content_hash);

/// Returns the SHA-256 (hexadecimal) of the data, the roles of its sections and the scale: equal for
/// experiments that train and test on the same sections.
std::string split_identity_of(const Experiment& experiment, const Split& split,
                              const std::string& content_hash);

}  // namespace emsurvey

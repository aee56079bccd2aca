// Scores a training on its validation sections.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "mpi/communicator.h"
#include "survey/experiment.h"
#include "train/training.h"
#include "train/validation_log.h"

namespace emsurvey {

/// Whether a training is scored after `step` steps: at the multiples of `validate_every`, and at the last step.
inline bool is_scored_at(std::int64_t step, const Experiment& experiment) {
  return experiment.validate_every > 0 && (step % experiment.validate_every == 0 || step == experiment.steps);
}

/// Labels the validation sections as whole sections with the current weights and scores them as the test of
/// `experiment` does, at its threshold or, if it has none, at the best one for each label (see
/// best_thresholds). Each section is labelled and scored on one of `ranks`, which are those of the training.
/// Returns a row for each label, the same on all ranks. Calls `on_section` before each section that this rank
/// labels or scores, with the number of calls before. Collective.
std::vector<ValidationRow> validate(Training& training, const Experiment& experiment,
                                    const Communicator& ranks,
                                    const std::function<void(std::int64_t)>& on_section);

}  // namespace emsurvey

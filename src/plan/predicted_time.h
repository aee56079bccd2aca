// An estimate, for planning, of the duration of a survey, from measured pieces.
#pragma once

#include <vector>

#include "data/dataset.h"
#include "plan/piece_times.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Durations of the parts of a run in seconds.
struct RunSeconds {
  double steps = 0;
  double tests = 0;  ///< Validation and test: labelling and scoring of whole sections.
  double rest = 0;   ///< Creation of the training, checkpoints, files.

  double total() const { return steps + tests + rest; }
};

/// Predicts a run on `ranks_per_training` ranks from the `pieces` of one of these ranks, with a checkpoint every
/// `checkpoint_every_s` seconds (0: at every step).
RunSeconds predicted_seconds(const Experiment& experiment, const Dataset& dataset, int ranks_per_training,
                             double checkpoint_every_s, const PieceTimes& pieces);

/// Predicts the copy baselines of all splits and scales of `experiments` on `ranks` ranks (at least 1). `pieces`
/// has those of each experiment.
double copy_baseline_seconds(const std::vector<Experiment>& experiments, const Dataset& dataset, int ranks,
                             const std::vector<PieceTimes>& pieces);

/// Seconds until all work is done if `at_a_time` workers (at least 1) each take the next of `seconds`.
double makespan(const std::vector<double>& seconds, std::size_t at_a_time);

}  // namespace emsurvey

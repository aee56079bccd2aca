// How long a survey will take: an estimate for planning, from pieces that were timed.
#pragma once

#include <vector>

#include "data/dataset.h"
#include "plan/piece_times.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Seconds of the parts of a run.
struct RunSeconds {
  double steps = 0;
  double tests = 0;  ///< validation and test: whole sections labelled and scored
  double rest = 0;   ///< making the training, checkpoints, files

  double total() const { return steps + tests + rest; }
};

/// A run by `ranks_per_job` ranks, of whose pieces one rank takes `pieces`; with a checkpoint every
/// `checkpoint_every_s` seconds (0: at every step).
RunSeconds predicted_seconds(const Experiment& experiment, const Dataset& dataset, int ranks_per_job,
                             double checkpoint_every_s, const PieceTimes& pieces);

/// Seconds until all is done when `at_a_time` workers (at least 1) each take the longest that is left of
/// `seconds`.
double makespan(std::vector<double> seconds, std::size_t at_a_time);

}  // namespace emsurvey

// The pieces of all runs of a grid, of which similar runs are measured once.
#pragma once

#include <functional>
#include <vector>

#include "plan/piece_times.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Measures the pieces of `experiment` for about `enough_s` seconds.
using MeasurePieces = std::function<PieceTimes(const Experiment& experiment, double enough_s)>;

/// Returns the pieces of each of `experiments`. Experiments that agree in everything that costs time
/// (network, model, crop, batch, precision, scale) are measured once. Of a network whose units are all alike
/// and that has more than two depths, the lowest and the highest are measured and the others interpolated
/// linearly. `measure` is given about `enough_s` seconds in all, and no more than a few for each.
std::vector<PieceTimes> pieces_of(const std::vector<Experiment>& experiments, double enough_s,
                                  const MeasurePieces& measure);

}  // namespace emsurvey

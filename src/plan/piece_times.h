// How long the pieces of a run take on this machine, and the memory that they take.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Seconds, and bytes beside what the process had before.
struct PieceTimes {
  double make_s = 0;  ///< a training at step 0
  double step_s = 0;
  double save_s = 0;             ///< a checkpoint, without the disk
  double label_s_per_pixel = 0;  ///< of a whole section
  double score_s_per_pixel = 0;  ///< a labelled section and its images
  double memory_bytes = 0;       ///< at the most at a time
};

/// Takes the pieces of a run of `experiment` in this process, as one of `ranks_per_job` ranks that train it
/// together, and writes nothing: steps of its real size for about `enough_s` seconds, at least one, after the
/// first ones, which are slower; one section of `dataset`, which is at the experiment's scale, as a whole. Of
/// a section of more than about a million pixels a part is taken, and the memory that the rest would take is
/// added. `meet` is called before what is timed begins.
PieceTimes measure_pieces(const Experiment& experiment, const Dataset& dataset, int ranks_per_job,
                          const at::Device& device, double enough_s, const std::function<void()>& meet);

/// The same by `count` processes of `threads` LibTorch threads each at once, as on a node whose ranks all
/// train: the median of their times, the largest of their memories. For CPUs; see in_child_processes.
PieceTimes measure_pieces_at_once(const Experiment& experiment, const Dataset& dataset, int ranks_per_job,
                                  int count, int threads, double enough_s);

/// Times the pieces of `experiment` for about so many seconds.
using MeasurePieces = std::function<PieceTimes(const Experiment& experiment, double enough_s)>;

/// The pieces of each of `experiments`. Those that differ in nothing that costs time (networks, model, crop,
/// batch, precision, scale) are measured once; of more than two depths of a network whose units are all alike
/// the lowest and the highest, between which time and memory grow evenly. `measure` is given about
/// `enough_s` seconds in all, and no more than a few for each.
std::vector<PieceTimes> pieces_of(const std::vector<Experiment>& experiments, double enough_s,
                                  const MeasurePieces& measure);

}  // namespace emsurvey

// Measures the duration and the memory of the pieces of a run on this machine.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <functional>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Durations in seconds, and memory in bytes in addition to what the process had before.
struct PieceTimes {
  double make_s = 0;  ///< Creation of a training at step 0.
  double step_s = 0;
  double save_s = 0;              ///< A checkpoint, without writing it to disk.
  double label_s_per_pixel = 0;   ///< Labelling of a whole section.
  double score_s_per_pixel = 0;   ///< Scores of a labelled section at one threshold.
  double choose_s_per_pixel = 0;  ///< Its scores at all thresholds, to choose one.
  double test_s_per_pixel = 0;    ///< All scores of a labelled test section, and encoding of its images.
  double memory_bytes = 0;        ///< Peak memory.
};

inline constexpr std::array durations_of_pieces{&PieceTimes::make_s,
                                                &PieceTimes::step_s,
                                                &PieceTimes::save_s,
                                                &PieceTimes::label_s_per_pixel,
                                                &PieceTimes::score_s_per_pixel,
                                                &PieceTimes::choose_s_per_pixel,
                                                &PieceTimes::test_s_per_pixel};

/// A run to be measured, in the part that one of its ranks takes.
struct MeasuredRun {
  const Experiment& experiment;
  const Dataset& dataset;  ///< At the scale of the experiment.
  int ranks_per_training = 1;
};

/// Processes that measure at once.
struct MeasuringProcesses {
  int count = 1;
  int threads = 1;  ///< LibTorch threads of each.
};

/// Measures the pieces of a run in this process on `device` and writes nothing. After a few slower steps, takes
/// steps of the real size for about `enough_s` seconds, at least one. Then labels one section of the data set as
/// a whole; of a section of more than about a million pixels only a part, adding the memory that the rest would
/// take. Calls `meet` before each timed part.
PieceTimes measure_pieces(const MeasuredRun& run, const at::Device& device, double enough_s,
                          const std::function<void()>& meet);

/// Does the same in several processes at once, as on a node on which all ranks train. Returns the medians of
/// their times and the largest of their memories. For CPUs; see in_child_processes().
PieceTimes measure_pieces_at_once(const MeasuredRun& run, const MeasuringProcesses& processes,
                                  double enough_s);

}  // namespace emsurvey

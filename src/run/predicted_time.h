// How long a survey will take: an estimate for planning.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"

namespace emsurvey {

/// How fast this machine trains on one device, with as many threads as LibTorch has now.
class TrainingSpeed {
 public:
  /// Borrows `dataset`.
  TrainingSpeed(const Dataset& dataset, const at::Device& device) : dataset_(dataset), device_(device) {}

  /// Multiplications a second, as Experiment::relative_cost counts them. A kind of network of so many
  /// filters, or a model, that is new is timed for some steps, about a second, on a CPU with a smaller crop
  /// where a step would take too long for that; other depths, crops and batches are taken to be as fast.
  double of(const Experiment& experiment);

 private:
  double measure(const Experiment& experiment) const;

  const Dataset& dataset_;
  at::Device device_;
  std::map<std::string, double> known_;
};

/// Seconds of the training of `experiment` and of its test.
double predicted_seconds(const Experiment& experiment, const Dataset& dataset, int ranks_per_job,
                         double multiplications_per_s);

/// Seconds until all is done when `at_a_time` workers (at least 1) each take the longest that is left of
/// `seconds`.
double makespan(std::vector<double> seconds, std::size_t at_a_time);

}  // namespace emsurvey

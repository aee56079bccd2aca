// Typed values of the execution keys of a survey.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "survey/settings.h"

namespace emsurvey {

/// Settings that control how a survey is executed and do not affect its results.
struct Execution {
  std::string data;
  std::string output;
  std::string device = "auto";    ///< auto, cpu or cuda.
  bool is_deterministic = false;  ///< For GPUs.
  int ranks_per_job = 1;
  int jobs_per_gpu = 0;  ///< Above 1 only if ranks_per_job is 1. 0: see trainings_at_a_time.
  int threads = 0;       ///< 0: as many threads as the launcher gave cores.
  double checkpoint_every_s = 60;
  double stall_timeout_s = 600;  ///< 0: no timeout.
  int retries = 0;
  std::optional<double> time_limit_s;
  double margin = 0.05;  ///< Differences of scores below it count as equivalent in the analysis.
};

/// Converts the settings. Throws InputError naming the key of a missing or invalid value.
Execution execution_of(const Settings& settings);

/// Returns the number of runs that a rank trains at a time. This is jobs_per_gpu if it is set. Otherwise it
/// is 1 on a CPU or if a group has several ranks, and 4 on a GPU, divided among the ranks that share the GPU.
/// `ranks_on_gpu` is 0 on a CPU.
int trainings_at_a_time(const Execution& execution, int ranks_on_gpu);

/// Throws InputError naming the key if an experiment cannot be trained on this data set by groups of
/// `ranks_per_job` ranks: if the batch is not a multiple of the ranks, or the crop is larger than a training
/// section.
void require_trainable(const std::vector<Experiment>& experiments, const Dataset& dataset, int ranks_per_job);

}  // namespace emsurvey

// The execution keys of a survey as values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "survey/settings.h"

namespace emsurvey {

/// How a survey is run; nothing in it changes a result.
struct Execution {
  std::string data;
  std::string output;
  std::string device = "auto";    ///< auto, cpu or cuda
  bool is_deterministic = false;  ///< on GPUs
  int ranks_per_job = 1;
  int jobs_per_gpu = 0;  ///< above 1 only where ranks_per_job is 1; 0: as trainings_at_a_time says
  int threads = 0;       ///< 0: as many as the launcher gave
  double checkpoint_every_s = 60;
  double stall_timeout_s = 600;  ///< 0: none
  int retries = 0;
  std::optional<double> time_limit_s;
};

/// Throws InputError naming the key of a missing or impossible value.
Execution execution_of(const Settings& settings);

/// How many trainings a rank has going at a time: jobs_per_gpu, by default one on a CPU or of several ranks,
/// else four on a GPU, between the ranks that share it. `ranks_on_gpu` 0: on a CPU.
int trainings_at_a_time(const Execution& execution, int ranks_on_gpu);

/// Throws InputError naming the key when some experiment cannot be trained on this data set by jobs of
/// `ranks_per_job` ranks: a batch that they cannot share evenly, a crop larger than a training section.
void require_trainable(const std::vector<Experiment>& experiments, const Dataset& dataset, int ranks_per_job);

}  // namespace emsurvey

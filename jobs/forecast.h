// Estimate of the time and memory that a survey takes, from steps measured on this machine.
#pragma once

#include <cstdint>
#include <vector>

#include "data/dataset.h"
#include "survey/execution.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Time and memory that this process took to load the data set; each rank will take as much.
struct Loading {
  double seconds = 0;
  std::uint64_t bytes = 0;
};

/// Returns the time and the peak memory since this process started. Limits LibTorch to one thread, so that it
/// starts no further threads in this process.
Loading loading_so_far();

/// The ranks for which the survey is planned.
struct PlannedRanks {
  int ranks = 1;
  int trainings = 1;  ///< Simultaneous trainings of a rank.
  Loading loading;
};

/// Measures the parts of the runs on this machine and prints an estimate for the whole survey. On a CPU, as
/// many processes measure at the same time as would train on it. If no step can be taken here, prints the
/// reason.
void print_forecast(const std::vector<Experiment>& experiments, const Dataset& dataset,
                    const ExecutionKeys& execution, const PlannedRanks& planned);

}  // namespace emsurvey

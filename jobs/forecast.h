// The time and the memory that a survey will take, from steps that are taken here.
#pragma once

#include <cstdint>
#include <vector>

#include "data/dataset.h"
#include "survey/execution.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Time and memory that this process took to load its data set, as each rank will.
struct Loading {
  double seconds = 0;
  std::uint64_t bytes = 0;
};

/// Since this process was started; sets LibTorch to one thread, so that no other is started in it.
Loading loading_so_far();

/// The ranks that the survey is planned for.
struct PlannedRanks {
  int ranks = 1;
  int trainings = 1;  ///< of a rank at a time
  Loading loading;
};

/// Times the pieces of the runs on this machine, on a CPU by as many processes at once as would train on it,
/// and prints an estimate of the whole; where no step can be taken here it says why.
void print_forecast(const std::vector<Experiment>& experiments, const Dataset& dataset,
                    const Execution& execution, const PlannedRanks& planned);

}  // namespace emsurvey

#include "store/run_name.h"

#include <fmt/core.h>

namespace emsurvey {

std::string name_of(const Experiment& experiment) {
  return fmt::format("run {} ({}, split {})", experiment.run, experiment.loss, experiment.split);
}

}  // namespace emsurvey

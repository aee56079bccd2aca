#include "store/run_name.h"

#include <fmt/core.h>

namespace emsurvey {

std::string name_of(const RunDescription& run) {
  return fmt::format("run {} ({}, split {})", run.run, run.loss, run.split);
}

}  // namespace emsurvey

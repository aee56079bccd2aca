#include "store/run_name.h"

#include "base/output.h"

namespace emsurvey {

std::string name_of(const Experiment& experiment) {
  return "run " + std::to_string(experiment.run) + " (" + experiment.loss + ", split " +
         std::to_string(experiment.split) + ")";
}

void complain_of(const Experiment& experiment, const std::string& message) {
  complain("%s: %s", name_of(experiment).c_str(), message.c_str());
}

}  // namespace emsurvey

// The commands of emsurvey.
#pragma once

#include <vector>

#include "command.h"

namespace emsurvey {

Command prepare_command();
Command plan_command();
Command run_command();
Command status_command();
Command reduce_command();
Command report_command();
Command analyse_command();
Command verify_command();
Command score_command();
Command best_command();
Command predict_command();
Command manual_command();

/// Returns all commands in the order of the overview.
inline std::vector<Command> commands() {
  return {prepare_command(), plan_command(),   run_command(),     status_command(),
          reduce_command(),  report_command(), analyse_command(), verify_command(),
          score_command(),   best_command(),   predict_command(), manual_command()};
}

}  // namespace emsurvey

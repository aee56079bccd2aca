// emsurvey reduce: makes the tables of a survey again, on one rank or many.
#include "run/reduce.h"

#include <cstdio>
#include <iostream>

#include "base/error.h"
#include "commands.h"
#include "mpi/session.h"
#include "options.h"

namespace emsurvey {

int reduce_command(const std::vector<std::string>& arguments) {
  const MpiSession session;
  const Communicator world = Communicator::world();
  try {
    const auto folder = folder_argument("reduce", "makes the tables again from what is finished", arguments);
    if (!folder) return static_cast<int>(ExitStatus::success);
    const SurveyFolder survey(*folder);
    const Reduced reduced = reduce_survey(survey, world);
    if (world.is_root()) {
      for (const auto& problem : reduced.problems) std::fprintf(stderr, "emsurvey: warning: %s\n", problem.c_str());
      std::cout << f_score_overview(reduced.stats_csv);
      std::printf("Tables: %s/summary_{long,wide,stats}.csv\n", survey.tests().c_str());
    }
    return static_cast<int>(ExitStatus::success);
  } catch (const InputError& error) {
    if (world.is_root()) std::fprintf(stderr, "emsurvey: %s\n", error.what());
    return static_cast<int>(ExitStatus::input_error);
  } catch (const std::exception& error) {
    session.abort(static_cast<int>(ExitStatus::program_error), error.what());
  }
}

}  // namespace emsurvey

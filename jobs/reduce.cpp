// emsurvey reduce: makes the tables, the figure and the report of a survey again, on one rank or more.
#include "run/reduce.h"

#include "base/error.h"
#include "base/output.h"
#include "commands.h"
#include "io/file.h"
#include "on_all_ranks.h"
#include "options.h"

namespace emsurvey {

int reduce_command(const std::vector<std::string>& arguments) {
  return on_all_ranks([&](const Communicator& world) {
    const auto folder = folder_argument(
        "reduce", "makes tables, figure and report again from what is finished", arguments, world.is_root());
    if (!folder) return ExitStatus::success;
    SurveyFolder survey(*folder);
    world.collectively([&] {
      if (file_exists(survey.path())) survey.hold();
    });
    const Reduced reduced = reduce_survey(survey, world);
    if (world.is_root()) {
      for (const auto& problem : warnings_of(reduced)) complain("warning: %s", problem.c_str());
      print_lines(f_score_overview(reduced.stats_csv));
    }
    world.collectively([&] {
      if (reduced.refusal) throw InputError(*reduced.refusal);
    });
    if (world.is_root()) print_lines(table_places(survey) + report_places(reduced, survey));
    return world.max(!reduced.is_complete) > 0 ? ExitStatus::runs_failed : ExitStatus::success;
  });
}

}  // namespace emsurvey

// emsurvey reduce: makes the tables, the figure and the report of a survey again, on one rank or more.
#include <optional>

#include "base/error.h"
#include "base/log.h"
#include "base/output.h"
#include "commands.h"
#include "io/file.h"
#include "margin_option.h"
#include "run/reduce_text.h"
#include "survey_argument.h"

namespace emsurvey {
namespace {

ExitStatus reduce(SurveyFolder survey, std::optional<double> margin, const Communicator& world) {
  world.collectively([&] {
    if (file_exists(survey.path())) survey.hold();
  });
  const Reduced reduced = reduce_survey(survey, world, margin);
  if (world.is_root()) {
    for (const auto& problem : warnings_of(reduced)) Log().warn("{}", problem);
    print_lines(f_score_overview(reduced.stats_csv));
  }
  world.collectively([&] {
    if (reduced.refusal) throw InputError(*reduced.refusal);
  });
  if (world.is_root()) print_lines(table_places(survey) + report_places(reduced, survey));
  return world.all(reduced.is_complete) ? ExitStatus::success : ExitStatus::runs_failed;
}

int main(const Command& command, const Words& words) {
  return call_on_all_ranks(command, words, [&](const Arguments& arguments, const Communicator& world) {
    return reduce(SurveyFolder(survey_argument(command, arguments).folder), margin_option(arguments), world);
  });
}

}  // namespace

Command reduce_command() {
  return {.name = "reduce",
          .summary = "makes the tables, the figure and the report of a survey again",
          .usage = "[mpirun -n RANKS] emsurvey reduce SURVEY [--margin M]",
          .details =
              "SURVEY is the output folder of emsurvey run; the options of run may take its place.\n"
              "--margin M is the margin of equivalence of the analysis (default: the one that it has).\n",
          .operand = "SURVEY",
          .groups = {},
          .unlisted = run_option_groups(),
          .main = main};
}

}  // namespace emsurvey

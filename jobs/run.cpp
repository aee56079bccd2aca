// emsurvey run: starts or continues a survey on all ranks.
#include "base/command_line.h"
#include "base/freed_memory.h"
#include "base/output.h"
#include "commands.h"
#include "survey_argument.h"
#include "survey_run.h"

namespace emsurvey {
namespace {

int main(const Command& command, const Words& words) {
  keep_freed_memory();
  return call_on_all_ranks(command, words, [&](const Arguments& arguments, const Communicator& world) {
    Settings settings;
    RunChoice choice;
    choice.retries_failed = arguments.has("retry-failed");
    choice.command = "emsurvey " + command.name + " " + command_line(words);
    world.collectively([&] {
      settings = survey_settings(arguments);
      choice.shard = shard_option(arguments);
    });
    if (!arguments.has("dump-config")) return SurveyRun(settings, choice, world).run();
    if (world.is_root()) print_lines(to_config_text(settings));
    return ExitStatus::success;
  });
}

}  // namespace

Command run_command() {
  return {.name = "run",
          .summary = "runs or continues a survey on all ranks",
          .usage =
              "[mpirun -n RANKS] emsurvey run --config FILE --data dataset.h5 --output SURVEY "
              "[--KEY VALUE ...]",
          .details =
              "The keys of the survey come from the config file and from the options, which take "
              "precedence.\nconfigs/README.md explains each key.\n",
          .operand = "",
          .groups = run_option_groups(),
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey

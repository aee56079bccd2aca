// emsurvey run: starts or continues a survey on all ranks.
#include <algorithm>
#include <sstream>

#include "base/error.h"
#include "base/exit_now.h"
#include "base/freed_memory.h"
#include "base/log.h"
#include "base/output.h"
#include "base/stopwatch.h"
#include "commands.h"
#include "io/file.h"
#include "io/temporary_file.h"
#include "plan/disk_space.h"
#include "plan/name_lengths.h"
#include "rank_resources.h"
#include "rank_setup.h"
#include "run/run_survey.h"
#include "run_outcome.h"
#include "store/provenance.h"
#include "store/registry.h"
#include "store/run_name.h"
#include "store/survey_lock.h"
#include "survey/execution.h"
#include "survey/grid.h"
#include "survey/settings.h"
#include "survey/shard.h"
#include "survey_argument.h"
#include "watch/interrupt.h"
#include "watch/progress.h"
#include "watch/watchdog.h"

namespace emsurvey {
namespace {

/// Exits if the program was interrupted. Nothing has begun yet, so there is nothing to save.
void leave_if_interrupted() {
  if (!is_interrupted()) return;
  Log().error("interrupted before any run began; run the same command again");
  exit_now(ExitStatus::interrupted);
}

/// Data set and experiments of a survey. Every rank reads the data and expands the same grid; the run numbers
/// come from the survey folder, which rank 0 reads and writes.
struct Survey {
  Dataset dataset;
  std::string data_hash;
  std::vector<Experiment> experiments;
};

void plan_survey(Survey& survey, const Settings& settings, const Execution& execution,
                 const Communicator& world, const ProgressCallback& on_progress) {
  const auto plan = [&] {
    on_progress();
    survey.dataset = read_dataset(execution.data, on_progress);
    const DataFacts facts = facts_of(survey.dataset, on_progress);
    survey.data_hash = facts.content_hash;
    survey.experiments = expand_grid(settings, facts);
    require_trainable(survey.experiments, survey.dataset, execution.ranks_per_job);
    require_short_names(survey.dataset, SurveyFolder(execution.output));
  };
  world.collectively(plan, on_progress);
}

/// Assigns the run numbers of the whole grid and then keeps the runs of this shard. Only a holder of the
/// survey lock may call this; jobs that share the grid write the same numbers.
void number_runs(Survey& survey, const Settings& settings, const Shard& shard, const SurveyFolder& folder,
                 const Communicator& world) {
  std::string runs;
  world.collectively([&] {
    if (!world.is_root()) return;
    remove_left_over_files(folder.path());
    survey.experiments = register_runs(folder, settings, std::move(survey.experiments), survey.data_hash);
    for (const auto& experiment : survey.experiments) runs += std::to_string(experiment.run) + " ";
  });
  std::istringstream numbers(world.broadcast(runs));
  for (auto& experiment : survey.experiments) numbers >> experiment.run;
  survey.experiments = shard_of(survey.experiments, shard);
}

/// Returns text such as ", gradients summed by MPI"; empty if one rank trains alone.
std::string gradient_text(const GradientReducer& reducer) {
  return reducer.ranks().size() == 1 ? std::string() : std::string(", gradients summed by ") + reducer.name();
}

std::string run_name(const std::vector<Experiment>& experiments, int run) {
  const auto is_it = [&](const Experiment& experiment) { return experiment.run == run; };
  const auto found = std::find_if(experiments.begin(), experiments.end(), is_it);
  return found == experiments.end() ? "run " + std::to_string(run) : name_of(*found);
}

/// Options on the command line that are not settings.
struct RunChoice {
  Shard shard;
  bool retries_failed = false;
  bool outlives_terminal = false;  ///< Whether nohup started the program.
};

void introduce(const RankResources& resources, const GradientReducer& reducer, std::size_t experiments,
               const Communicator& world) {
  const RankGroup& group = resources.group;
  const Log log(world.is_root());
  log.info("{} experiments on {} rank(s): {} at a time, {} rank(s) each, {} thread(s) per rank, device {}{}",
           experiments, world.size(), group.group_count * resources.trainings,
           resources.execution.ranks_per_job, resources.threads, device_text(resources),
           gradient_text(reducer));
  if (group.idle_ranks > 0) log.warn("{} rank(s) are left over and idle", group.idle_ranks);
  if (group.straddling > 0) log.warn("{} group(s) of ranks span several nodes", group.straddling);
}

RunSettings run_settings(const RankResources& resources, const RunChoice& choice) {
  return {.execution = resources.execution,
          .retries_failed = choice.retries_failed,
          .provenance = {},
          .time = resources.time,
          .device = resources.device,
          .trainings = resources.trainings,
          .scores_beside = resources.ranks_on_gpu > 0,
          .saves_beside = resources.device.is_cuda(),
          .shares_sections = resources.device.is_cuda()};
}

ExitStatus run_watched(const Settings& given, const RunChoice& choice, const RankResources& resources,
                       Survey& survey, SurveyFolder& folder, const Communicator& world, Watchdog& watchdog) {
  using Phase = WorkerStatus::Phase;
  const auto making_progress = [&](Phase phase) {
    return [&watchdog, phase, count = std::int64_t{0}]() mutable { watchdog.report(0, {0, phase, ++count}); };
  };
  Settings settings;
  world.collectively([&] { settings = continued_settings(folder, given); });
  const auto reads_on = [reading = making_progress(Phase::reading)]() mutable {
    leave_if_interrupted();
    reading();
  };
  plan_survey(survey, settings, resources.execution, world, reads_on);
  use_arithmetic(world, survey.experiments, resources.execution.is_deterministic, resources.device);
  const SurveyLock lock(folder, choice.shard, resources.processes, world, making_progress(Phase::preparing));
  number_runs(survey, settings, choice.shard, folder, world);
  const auto reducer = use_reducer(resources.group, resources.device, resources.execution.stall_timeout_s);
  introduce(resources, *reducer, survey.experiments.size(), world);

  const Fingerprint fingerprint = this_fingerprint(resources.device, *reducer);
  const Log log(world.is_root());
  if (const auto warning = check_fingerprint(folder, fingerprint, world)) log.warn("{}", *warning);
  RunSettings run_settings = emsurvey::run_settings(resources, choice);
  run_settings.provenance = provenance_json(settings, world, resources.threads, fingerprint);
  world.collectively([&] {
    if (!world.is_root()) return;
    keep_fingerprint(folder, fingerprint);
    write_file(folder.provenance(), run_settings.provenance);
    const int at_a_time = resources.group.group_count * resources.trainings;
    const auto warning = require_space(folder, survey.experiments, survey.dataset, at_a_time);
    if (warning) log.warn("{}", *warning);
  });
  const Stopwatch since_begin;
  const TrainingFactory trainings;
  const RunContext context{world, resources.group, *reducer, folder, run_settings, trainings};
  const auto outcome = run_experiments(survey.experiments, survey.dataset, context, watchdog);
  const double seconds = since_begin.seconds();
  if (outcome.is_out_of_time)
    log.info("The time left ({}) allows nothing more.", duration_text(resources.time.left_s()));
  return conclude(outcome, folder, world, survey.experiments, choice.shard.count == 1, seconds,
                  making_progress(Phase::reducing));
}

ExitStatus run_survey(const Settings& settings, const RunChoice& choice, const Communicator& world) {
  const RankResources resources = gather_resources(execution_of(settings), world);
  watch_for_interrupts(choice.outlives_terminal);
  Survey survey;
  SurveyFolder folder(resources.execution.output);
  auto watchdog = std::make_unique<Watchdog>(
      world, resources.processes, run_settings(resources, choice).watched_threads(),
      resources.execution.stall_timeout_s, [&](int run) { return run_name(survey.experiments, run); });
  try {
    return run_watched(settings, choice, resources, survey, folder, world, *watchdog);
  } catch (const InputError&) {
    watchdog.reset();  // All ranks throw an InputError and end the watchdog together; other errors do not
                       // allow that.
    if (world.max(folder.is_lost()) == 0) throw;
    Log(world.is_root()).error("{}", folder.loss_text());
    return ExitStatus::program_error;
  }
}

int main(const Command& command, const Words& words) {
  keep_freed_memory();
  const bool outlives = outlives_terminal();  // Before MPI takes over the signal.
  return call_on_all_ranks(command, words, [&](const Arguments& arguments, const Communicator& world) {
    Settings settings;
    RunChoice choice;
    choice.outlives_terminal = outlives;
    choice.retries_failed = arguments.has("retry-failed");
    world.collectively([&] {
      settings = survey_settings(arguments);
      choice.shard = shard_option(arguments);
    });
    if (!arguments.has("dump-config")) return run_survey(settings, choice, world);
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

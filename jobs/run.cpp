// emsurvey run: runs a survey, or continues it, on all ranks.
#include <ATen/Parallel.h>

#include <cstdio>
#include <iostream>

#include "base/error.h"
#include "commands.h"
#include "io/file.h"
#include "mpi/groups.h"
#include "mpi/preflight.h"
#include "on_all_ranks.h"
#include "run/interrupt.h"
#include "run/memory.h"
#include "run/progress.h"
#include "run/provenance.h"
#include "run/reduce.h"
#include "run/registry.h"
#include "run/run_survey.h"
#include "survey/execution.h"
#include "survey/grid.h"
#include "survey/settings.h"
#include "survey/share.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

/// Prints on rank 0 alone.
template <class... Values>
void announce(const Communicator& world, const char* format, Values... values) {
  if (!world.is_root()) return;
  std::printf(format, values...);
  std::fflush(stdout);
}

void warn(const Communicator& world, const std::string& message) {
  if (world.is_root()) std::fprintf(stderr, "emsurvey: warning: %s\n", message.c_str());
}

int use_threads(const Communicator& world, int requested) {
  const ThreadPlan plan = plan_threads(world.split_by_node(), requested);
  if (plan.warning) warn(world, *plan.warning);
  at::set_num_threads(plan.threads);
  return plan.threads;
}

/// Decided by rank 0, since only that is sure to see the job's environment and one clock is to count for all.
TimeBudget time_budget(const Communicator& world, const Execution& execution) {
  std::string text;
  world.together([&] {
    if (!world.is_root()) return;
    const auto left =
        time_left(execution.time_limit_s, process_environment, std::chrono::system_clock::now());
    if (left) text = std::to_string(*left);
  });
  text = world.broadcast(text);
  if (text.empty()) return TimeBudget();
  TimeBudget time(std::stod(text));
  announce(world, "Time left: %s\n", duration_text(time.left_s()).c_str());
  return time;
}

/// Every rank reads the data; the grid is made by all alike, run numbers by rank 0 and the folder.
struct Survey {
  Dataset dataset;
  std::vector<Experiment> experiments;
};

Survey open_survey(const Settings& settings, const Execution& execution, const SurveyFolder& folder,
                   const Share& share, const Communicator& world) {
  Survey survey;
  std::string runs;
  world.together([&] {
    survey.dataset = read_dataset(execution.data);
    const DataFacts facts = facts_of(survey.dataset);
    survey.experiments = expand_grid(settings, facts);
    require_trainable(survey.experiments, survey.dataset, execution.ranks_per_job);
    if (!world.is_root()) return;
    survey.experiments = register_runs(folder, settings, std::move(survey.experiments), facts.content_hash);
    for (const auto& experiment : survey.experiments) runs += std::to_string(experiment.run) + " ";
  });
  std::istringstream numbers(world.broadcast(runs));
  for (auto& experiment : survey.experiments) numbers >> experiment.run;
  survey.experiments = share_of(survey.experiments, share);
  return survey;
}

/// Names what failed, and why.
void list_failures(const Survey& survey, const SurveyFolder& folder) {
  for (const auto& experiment : survey.experiments) {
    const RunState state = run_state(folder, experiment);
    if (state.stage != RunState::Stage::failed) continue;
    std::fprintf(stderr, "emsurvey: run %d (%s, split %d) failed: %s\n", experiment.run,
                 experiment.loss.c_str(), experiment.split, state.detail.c_str());
  }
}

ExitStatus conclude(const SurveyOutcome& outcome, const SurveyFolder& folder, const Communicator& world,
                    const Survey& survey, bool is_whole) {
  announce(world, "%lld of %zu experiments done, %lld failed\n", static_cast<long long>(outcome.done),
           survey.experiments.size(), static_cast<long long>(outcome.failed));
  if (outcome.is_interrupted) {
    announce(world, "Interrupted; the same command continues.\n");
    return ExitStatus::interrupted;
  }
  if (!is_whole) {
    announce(world, "This share is at its end; emsurvey reduce makes the tables when all are.\n");
  } else if (outcome.done > 0) {
    const Reduced reduced = reduce_survey(folder, world);
    for (const auto& problem : reduced.problems) warn(world, problem);
    if (world.is_root())
      std::cout << "\nF_score, mean (standard deviation):\n" << f_score_overview(reduced.stats_csv) << "\n";
    announce(world, "Tables: %s/summary_{long,wide,stats}.csv\n", folder.tests().c_str());
  }
  if (outcome.failed > 0 && world.is_root()) list_failures(survey, folder);
  return outcome.failed > 0 ? ExitStatus::runs_failed : ExitStatus::success;
}

ExitStatus run_survey(const Settings& settings, const Share& share, const Communicator& world) {
  const Execution execution = execution_of(settings);
  const TimeBudget time = time_budget(world, execution);
  if (const auto warning = check_world_size(world.size(), process_environment)) warn(world, *warning);
  const JobGroup group = make_job_group(world, execution.ranks_per_job);
  const int threads = use_threads(world, execution.threads);
  const SurveyFolder folder(execution.output);
  Survey survey = open_survey(settings, execution, folder, share, world);
  announce(world,
           "%zu experiments on %d rank(s): %d at a time, %d rank(s) each, %d thread(s) a rank, device cpu\n",
           survey.experiments.size(), world.size(), group.group_count, execution.ranks_per_job, threads);
  if (group.idle_ranks > 0) warn(world, std::to_string(group.idle_ranks) + " rank(s) are left over and idle");
  if (group.straddling > 0)
    warn(world, std::to_string(group.straddling) + " group(s) of ranks reach over nodes");

  const std::string provenance = provenance_json(settings, world, threads);
  world.together([&] {
    if (world.is_root()) write_file(folder.provenance(), provenance);
  });
  watch_for_interrupts();
  const auto outcome =
      run_experiments(survey.experiments, survey.dataset, folder,
                      {execution.checkpoint_every_s, execution.retries, provenance, time}, world, group);
  if (outcome.is_interrupted && !is_interrupted())
    announce(world, "The time left (%s) allows nothing more.\n", duration_text(time.left_s()).c_str());
  return conclude(outcome, folder, world, survey, share.count == 1);
}

}  // namespace

int run_command(const std::vector<std::string>& arguments) {
  keep_freed_memory();
  return on_all_ranks([&](const Communicator& world) {
    po::options_description options(
        "emsurvey run: runs a survey, or continues it, on all ranks.\n\n"
        "  mpirun -n 2 emsurvey run --config FILE --data dataset.h5 --output SURVEY\n\nOptions");
    options.add_options()("help", "print this");
    options.add_options()(
        "share", po::value<std::string>()->value_name("INDEX/COUNT"),
        "do this part of the grid only, as one of COUNT jobs that share the survey's folder");
    add_survey_options(options);
    const auto parsed = parse_options(arguments, options);
    if (parsed.count("help") > 0) {
      if (world.is_root()) std::cout << options;
      return ExitStatus::success;
    }
    Settings settings;
    Share share;
    world.together([&] {
      settings = read_settings(parsed);
      if (parsed.count("share") > 0) share = parse_share(parsed["share"].as<std::string>());
    });
    if (parsed.count("dump-config") > 0) {
      if (world.is_root()) std::cout << to_config_text(settings);
      return ExitStatus::success;
    }
    return run_survey(settings, share, world);
  });
}

}  // namespace emsurvey

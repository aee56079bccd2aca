// emsurvey run: runs a survey, or continues it, on all ranks.
#include <iostream>

#include "base/error.h"
#include "commands.h"
#include "io/file.h"
#include "io/temporary_file.h"
#include "mpi/groups.h"
#include "mpi/preflight.h"
#include "on_all_ranks.h"
#include "rank_setup.h"
#include "run/disk_space.h"
#include "run/interrupt.h"
#include "run/memory.h"
#include "run/owner.h"
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
  std::string data_hash;
  std::vector<Experiment> experiments;
};

Survey plan_survey(const Settings& settings, const Execution& execution, const Communicator& world) {
  Survey survey;
  world.together([&] {
    survey.dataset = read_dataset(execution.data);
    const DataFacts facts = facts_of(survey.dataset);
    survey.data_hash = facts.content_hash;
    survey.experiments = expand_grid(settings, facts);
    require_trainable(survey.experiments, survey.dataset, execution.ranks_per_job);
  });
  return survey;
}

/// Run numbers are those of the whole grid; what is left is the share. Only an owner does this: several that
/// share the grid write the same.
void number_runs(Survey& survey, const Settings& settings, const Share& share, const SurveyFolder& folder,
                 const Communicator& world) {
  std::string runs;
  world.together([&] {
    if (!world.is_root()) return;
    remove_left_over_files(folder.path());
    survey.experiments = register_runs(folder, settings, std::move(survey.experiments), survey.data_hash);
    for (const auto& experiment : survey.experiments) runs += std::to_string(experiment.run) + " ";
  });
  std::istringstream numbers(world.broadcast(runs));
  for (auto& experiment : survey.experiments) numbers >> experiment.run;
  survey.experiments = share_of(survey.experiments, share);
}

/// ", gradients added up by MPI"; nothing where one rank trains alone.
std::string gradient_text(const Reducer& reducer) {
  return reducer.size() == 1 ? std::string() : std::string(", gradients added up by ") + reducer.name();
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
    for (const auto& problem : warnings_of(reduced.report)) warn(world, problem);
    if (world.is_root())
      std::cout << "\nF_score, mean (standard deviation):\n" << f_score_overview(reduced.stats_csv) << "\n";
    announce(world, "Tables: %s/summary_{long,wide,stats}.csv, averages_wide.csv\n", folder.tests().c_str());
    announce(world, "%s", report_places(reduced, folder).c_str());
  }
  if (outcome.done == 0 && world.is_root())
    for (const auto& line : unfinished_runs(folder)) warn(world, line);
  return outcome.failed > 0 ? ExitStatus::runs_failed : ExitStatus::success;
}

/// What the command line says beside the settings.
struct RunChoice {
  Share share;
  bool retries_failed = false;
};

ExitStatus run_survey(const Settings& settings, const RunChoice& choice, const Communicator& world) {
  const Execution execution = execution_of(settings);
  const TimeBudget time = time_budget(world, execution);
  if (const auto warning = check_world_size(world.size(), process_environment)) warn(world, *warning);
  const JobGroup group = make_job_group(world, execution.ranks_per_job);
  const int threads = use_threads(world, execution.threads, execution.jobs_per_gpu);
  const at::Device device = use_device(world, execution.device);
  watch_for_interrupts();
  const SurveyFolder folder(execution.output);
  Survey survey = plan_survey(settings, execution, world);
  use_arithmetic(world, survey.experiments, execution.is_deterministic, device);
  const Owner owner(folder, choice.share, world);
  number_runs(survey, settings, choice.share, folder, world);
  const auto reducer = use_reducer(group, device, execution.stall_timeout_s);
  const int at_a_time = group.group_count * execution.jobs_per_gpu;
  announce(world,
           "%zu experiments on %d rank(s): %d at a time, %d rank(s) each, %d thread(s) a rank, device %s%s\n",
           survey.experiments.size(), world.size(), at_a_time, execution.ranks_per_job,
           threads * execution.jobs_per_gpu, device.str().c_str(), gradient_text(*reducer).c_str());
  if (group.idle_ranks > 0) warn(world, std::to_string(group.idle_ranks) + " rank(s) are left over and idle");
  if (group.straddling > 0)
    warn(world, std::to_string(group.straddling) + " group(s) of ranks reach over nodes");

  const Fingerprint fingerprint = this_fingerprint(execution.ranks_per_job);
  if (const auto warning = check_fingerprint(folder, fingerprint, world)) warn(world, *warning);
  const std::string provenance =
      provenance_json(settings, world, threads * execution.jobs_per_gpu, fingerprint);
  world.together([&] {
    if (!world.is_root()) return;
    keep_fingerprint(folder, fingerprint);
    write_file(folder.provenance(), provenance);
    const auto warning = require_space(folder, survey.experiments, survey.dataset, at_a_time);
    if (warning) warn(world, *warning);
  });
  const RunOptions run_options{.checkpoint_every_s = execution.checkpoint_every_s,
                               .stall_timeout_s = execution.stall_timeout_s,
                               .retries = execution.retries,
                               .retries_failed = choice.retries_failed,
                               .provenance = provenance,
                               .time = time,
                               .device = device,
                               .jobs_per_gpu = execution.jobs_per_gpu,
                               .scores_beside = device.is_cuda() && execution.ranks_per_job == 1,
                               .saves_beside = device.is_cuda(),
                               .shares_sections = device.is_cuda(),
                               .processes = owner.processes()};
  const auto outcome =
      run_experiments(survey.experiments, survey.dataset, folder, run_options, world, group, *reducer);
  if (outcome.is_out_of_time)
    announce(world, "The time left (%s) allows nothing more.\n", duration_text(time.left_s()).c_str());
  return conclude(outcome, folder, world, survey, choice.share.count == 1);
}

}  // namespace

int run_command(const std::vector<std::string>& arguments) {
  keep_freed_memory();
  return on_all_ranks([&](const Communicator& world) {
    po::options_description options(
        "emsurvey run: runs a survey, or continues it, on all ranks.\n\n"
        "  mpirun -n 2 emsurvey run --config FILE --data dataset.h5 --output SURVEY\n\nOptions");
    options.add_options()("help", "print this");
    options.add_options()("retry-failed", "try failed runs again, which are left alone otherwise");
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
    RunChoice choice;
    choice.retries_failed = parsed.count("retry-failed") > 0;
    world.together([&] {
      settings = read_settings(parsed);
      if (parsed.count("share") > 0) choice.share = parse_share(parsed["share"].as<std::string>());
    });
    if (parsed.count("dump-config") > 0) {
      if (world.is_root()) std::cout << to_config_text(settings);
      return ExitStatus::success;
    }
    return run_survey(settings, choice, world);
  });
}

}  // namespace emsurvey

// emsurvey verify: repeats parts of a survey and compares them with the stored results, on all ranks.
#include <ATen/Parallel.h>

#include <algorithm>
#include <boost/program_options/value_semantic.hpp>
#include <functional>
#include <optional>

#include "base/error.h"
#include "base/freed_memory.h"
#include "base/log.h"
#include "base/output.h"
#include "commands.h"
#include "io/file.h"
#include "mpi/groups.h"
#include "rank_setup.h"
#include "run/scaled_datasets.h"
#include "run/training_factory.h"
#include "run/verify_run.h"
#include "store/fingerprint.h"
#include "store/registry.h"
#include "store/run_numbers.h"
#include "survey/execution.h"
#include "survey/grid.h"
#include "survey/settings.h"
#include "verify_tables.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

/// Options on the command line.
struct Choice {
  std::string folder;
  std::vector<int> runs;  ///< Empty: all runs.
  std::int64_t steps = 100;
  std::string data;  ///< Empty: the path in survey.cfg.
};

Settings settings_of(const SurveyFolder& folder, const Choice& choice) {
  require(file_exists(folder.config()), folder.path().string(), "holds no survey",
          "name the output folder of emsurvey run");
  Settings settings = parse_config_text(read_file(folder.config()), folder.config().string());
  if (!choice.data.empty()) settings["data"] = {choice.data};
  return settings;
}

std::vector<Experiment> chosen(std::vector<Experiment> experiments, const std::vector<int>& runs) {
  const auto is_chosen = [&](int run) { return std::find(runs.begin(), runs.end(), run) != runs.end(); };
  if (runs.empty()) return experiments;
  std::erase_if(experiments, [&](const Experiment& experiment) { return !is_chosen(experiment.run); });
  require(experiments.size() == runs.size(), "--runs",
          "names a run that the survey does not have, or one twice", "emsurvey status lists them");
  return experiments;
}

/// Turns an InputError into a finding: a run with unreadable files, or with files of another run, differs,
/// and the other runs are still verified. All ranks of the group throw the same error.
Verification finding_of(const std::function<Verification()>& verify) {
  try {
    return verify();
  } catch (const InputError& error) {
    return {Verification::Finding::differs, error.what()};
  }
}

/// A survey whose runs are to be verified.
struct VerifiedSurvey {
  SurveyFolder folder;
  Settings settings;
  Dataset dataset;
  std::vector<Experiment> experiments;
  int threads = 0;  ///< Threads per training of the first start; 0 if unknown.
};

/// Reads a survey and its data set on every rank.
VerifiedSurvey read_survey(const Choice& choice, const Communicator& world) {
  VerifiedSurvey survey{SurveyFolder(choice.folder), {}, {}, {}};
  world.collectively([&] {
    read_registry(survey.folder);  // Reports a damaged registry before any work is done.
    survey.threads = first_threads(survey.folder);
    survey.settings = settings_of(survey.folder, choice);
    const std::string data = execution_of(survey.settings).data;
    require(file_exists(data), data, "does not exist, but is the data set of the survey",
            "name the data set with --data FILE");
    survey.dataset = read_dataset(data);
    survey.experiments =
        chosen(registered_experiments(survey.folder, survey.settings, facts_of(survey.dataset)), choice.runs);
  });
  return survey;
}

/// Numbers of runs.
struct VerifiedCounts {
  std::int64_t compared = 0, differing = 0;
};

/// Verifies the runs of this rank's group and prints a line or more for each.
VerifiedCounts verify_runs(const VerifiedSurvey& survey, const RunContext& context, std::int64_t steps) {
  const at::Device& device = context.settings.device;
  ScaledDatasets datasets(survey.dataset, device.is_cuda() ? std::optional(device) : std::nullopt);
  VerifiedCounts counts;
  for (std::size_t i = 0; context.group.index >= 0 && i < survey.experiments.size(); ++i) {
    if (static_cast<int>(i) % context.group.group_count != context.group.index) continue;
    using enum Verification::Finding;
    const Experiment& experiment = survey.experiments[i];
    const Verification found = finding_of([&] { return verify_run(experiment, context, datasets, steps); });
    if (!context.ranks().is_root()) continue;
    print("run %3d  %-8s split %d  %s\n", experiment.run, experiment.loss.c_str(), experiment.split,
          found.text.c_str());
    const auto files = differing_files(survey.folder, experiment);
    for (const auto& line : files) print("         %s\n", line.c_str());
    flush_output();
    counts.differing += found.finding == differs || !files.empty();
    counts.compared += found.finding != nothing_to_compare || !files.empty();
  }
  return counts;
}

/// Verifies the tables and copy baselines, and prints and returns the result over all ranks. Collective.
ExitStatus conclude(const VerifiedSurvey& survey, const VerifiedCounts& counts, const Communicator& world) {
  const std::int64_t differing = world.sum(counts.differing), compared = world.sum(counts.compared);
  const std::size_t baselines = differing_baseline_count(survey.folder, world);
  const std::size_t tables = differing_table_count(survey.folder, world);
  const std::string tables_text =
      (baselines > 0 ? "; " + std::to_string(baselines) + " file(s) of copy baselines differ" : "") +
      (tables > 0 ? "; " + std::to_string(tables) + " table(s) differ" : "");
  Log(world.is_root())
      .info("{} of {} runs compared, {} differ{}", compared, survey.experiments.size(), differing,
            tables_text);
  return world.any(differing > 0 || baselines > 0 || tables > 0) ? ExitStatus::runs_failed
                                                                 : ExitStatus::success;
}

ExitStatus verify(const Choice& choice, const Communicator& world) {
  const VerifiedSurvey survey = read_survey(choice, world);
  RunSettings settings;
  settings.execution = execution_of(survey.settings);
  const ExecutionKeys& execution = settings.execution;
  const RankGroup group = make_rank_group(world, execution.ranks_per_training);
  settings.device = use_device(world, execution.device);
  if (survey.threads > 0) {
    at::set_num_threads(survey.threads);
  } else {
    use_threads(world, execution.threads.value_or(0), trainings_at_a_time(execution, /*ranks_on_gpu=*/0));
  }
  use_arithmetic(world, survey.experiments, execution.is_deterministic, settings.device);
  const auto reducer = use_reducer(group, settings.device, execution.stall_timeout_s);
  const auto warning = check_fingerprint(survey.folder, this_fingerprint(settings.device, *reducer), world);
  if (warning) Log(world.is_root()).warn("{}", *warning);
  const TrainingFactory trainings;
  const RunContext context{world, group, *reducer, survey.folder, settings, trainings};
  return conclude(survey, verify_runs(survey, context, choice.steps), world);
}

int main(const Command& command, const Words& words) {
  keep_freed_memory();
  return call_on_all_ranks(command, words, [](const Arguments& arguments, const Communicator& world) {
    Choice choice{
        .folder = arguments.operand(), .runs = {}, .steps = arguments.get<std::int64_t>("steps"), .data = ""};
    if (arguments.has("runs")) choice.runs = arguments.get<std::vector<int>>("runs");
    if (arguments.has("data")) choice.data = arguments.get<std::string>("data");
    require(choice.steps >= 1, "--steps", "is less than 1",
            "give the number of steps to repeat, such as 100");
    return verify(choice, world);
  });
}

constexpr const char* details =
    R"(Repeats steps of the trainings and the tests of the finished runs, and compares weights and scores with
those in the survey, bit by bit, with as many threads per training; also compares options.json, the
evaluations and the tables with what the scores give. Writes nothing. Needs as many ranks per group as the
survey had.
)";

OptionGroup options() {
  OptionGroup group("Options");
  auto add = group.add_options();
  add("runs", po::value<std::vector<int>>()->multitoken()->value_name("N..."),
      "numbers of the runs to verify (default: all)");
  add("steps", po::value<std::int64_t>()->default_value(100)->value_name("N"),
      "largest number of steps of a training to repeat");
  add("data", po::value<std::string>()->value_name("FILE"), "the data set, if it was moved");
  return group;
}

}  // namespace

Command verify_command() {
  return {.name = "verify",
          .summary = "repeats parts of a survey and compares them with its results, bit by bit",
          .usage = "[mpirun -n RANKS] emsurvey verify SURVEY [--runs N ...] [--steps N] [--data FILE]",
          .details = details,
          .operand = "SURVEY",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey

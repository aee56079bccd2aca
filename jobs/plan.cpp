// emsurvey plan: lists the runs of a config without starting any.
#include <algorithm>
#include <boost/program_options/value_semantic.hpp>

#include "base/error.h"
#include "base/freed_memory.h"
#include "base/log.h"
#include "base/output.h"
#include "commands.h"
#include "forecast.h"
#include "network/parameter_counts.h"
#include "plan/disk_space.h"
#include "plan/gpu_memory.h"
#include "plan/name_lengths.h"
#include "plan/planned_differences.h"
#include "store/run_numbers.h"
#include "survey/execution.h"
#include "survey/grid.h"
#include "survey/options.h"
#include "survey/settings.h"
#include "survey/split_audit.h"
#include "survey_argument.h"
#include "train/device.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

constexpr int most_ranks = 1'000'000;

/// Plans for one GPU per rank if the survey asks for a GPU or this machine has one.
int trainings_of_a_rank(const ExecutionKeys& execution) {
  const bool is_on_gpu =
      execution.device == DeviceChoice::cuda || choose_device(execution.device, 0).is_cuda();
  return trainings_at_a_time(execution, is_on_gpu ? 1 : 0);
}

int trainings_at_once(const ExecutionKeys& execution, int ranks) {
  return std::max(1, ranks / execution.ranks_per_training) * trainings_of_a_rank(execution);
}

void print_space(const std::vector<Experiment>& experiments, const Dataset& dataset,
                 const ExecutionKeys& execution, int ranks) {
  const SpaceNeed need = space_needed(experiments, dataset, trainings_at_once(execution, ranks));
  print("disk: at most %s for checkpoints and %s for images and scores",
        size_text(need.checkpoint_bytes).c_str(), size_text(need.result_bytes).c_str());
  if (const auto bytes = free_space(execution.output))
    print("; %s are free at %s", size_text(*bytes).c_str(), execution.output.c_str());
  print("\n");
}

void print_gpu_memory(const std::vector<Experiment>& experiments, const Dataset& dataset,
                      const ExecutionKeys& execution) {
  if (experiments.empty() || execution.device == DeviceChoice::cpu) return;
  const int trainings = trainings_at_a_time(execution, /*ranks_on_gpu=*/1);
  const RankMemory memory = gpu_memory_needed(experiments, dataset, execution.ranks_per_training, trainings);
  const auto& largest = memory.largest;
  print(
      "GPU memory: about %s per rank with %d at a time, %s of it for the largest training (run %d: "
      "%s for weights, gradients and moments, %s for a step, %s for a whole section); an estimate",
      size_text(memory.bytes).c_str(), trainings, size_text(largest.bytes()).c_str(), memory.largest_run,
      size_text(largest.weight_bytes).c_str(), size_text(largest.step_bytes).c_str(),
      size_text(largest.section_bytes).c_str());
  try {
    if (const auto bytes = device_memory_bytes(choose_device(DeviceChoice::automatic, 0)))
      print("; the GPU of this machine has %s", size_text(bytes).c_str());
  } catch (const std::exception&) {
    // The GPU cannot be used; the forecast gives the reason.
  }
  print("\n");
}

/// Whether all splits are the study's, as they are unless their training images are drawn.
bool are_all_published(const SplitRule& rule) {
  const bool draws_training = rule.test_images > 0 && rule.train_images > 0;
  return rule.scheme == SplitScheme::published && !draws_training;
}

void print_plan(const std::vector<Experiment>& experiments, const DataFacts& data,
                const ExecutionKeys& execution, int ranks) {
  ParameterCounts parameters;
  if (!experiments.empty()) {
    const Experiment& first = experiments.front();
    print("first run: model %s, sections scaled by %g, lr %g, split scheme %s\n",
          to_string(first.model).c_str(), first.scale, first.learning_rate,
          to_string(first.split_rule.scheme).c_str());
  }
  std::int64_t steps = 0, images = 0;
  double operations = 0;
  print("%4s  %-8s  %5s  %6s  %-13s  %6s  %7s  %10s  %9s  %5s  %5s  %s\n", "run", "loss", "split", "repeat",
        "network", "layers", "filters", "parameters", "steps", "batch", "crop", "train/test images");
  for (const auto& e : experiments) {
    const Split split = e.split_for(data.places());
    std::string tested;
    for (const int image : split.images(Role::test))
      tested += " " + data.images[static_cast<std::size_t>(image)].name;
    std::string axes;
    for (const auto& [name, value] : e.axes) axes += "  " + name + "=" + value;
    const std::string network = e.network.name + ":" + std::to_string(e.network.depth);
    print("%4d  %-8s  %5d  %6d  %-13s  %6d  %7d  %10lld  %9lld  %5d  %5d  %zu/%zu:%s%s\n", e.run,
          e.loss.c_str(), e.split, e.repeat, network.c_str(), layer_count(e.network), e.network.filters,
          static_cast<long long>(parameters.of_generator(e.network)), static_cast<long long>(e.steps),
          e.batch, e.crop_px, split.images(Role::train).size(), split.images(Role::test).size(),
          tested.c_str(), axes.c_str());
    steps += e.steps;
    images += e.steps * e.batch;
    operations += 2 * e.relative_cost();
  }
  const bool has_discriminator = std::any_of(experiments.begin(), experiments.end(), [](const Experiment& e) {
    return e.model == ModelKind::pix2pix;
  });
  if (has_discriminator)
    print("discriminator of pix2pix: 5 layers, %lld parameters\n",
          static_cast<long long>(parameters.of_discriminator(data.label_count)));
  const auto jobs = static_cast<std::size_t>(trainings_at_once(execution, ranks));
  print("%zu experiments, %lld steps, %lld images, %.3g TFLOP; with %d rank(s), %zu at a time\n",
        experiments.size(), static_cast<long long>(steps), static_cast<long long>(images), operations / 1e12,
        ranks, std::min(jobs, experiments.size()));
  const SplitAudit audit = audit_splits(experiments, data);
  print_lines("splits: " + audit_summary(audit) + "\n");
  if (audit.needs_warning()) Log().warn("splits: {}", audit_verdict(audit));
  if (!experiments.empty() && experiments.back().split != experiments[0].split &&
      are_all_published(experiments[0].split_rule)) {
    print("All splits of the published scheme are the same one; they differ in their random numbers.\n");
  }
}

ExitStatus plan(const Arguments& arguments) {
  const int ranks = arguments.has("ranks") ? arguments.get<int>("ranks") : 1;
  const Settings given = survey_settings(arguments);
  if (arguments.has("dump-config")) {
    print_lines(to_config_text(given));
    return ExitStatus::success;
  }
  const ExecutionKeys execution = execution_of(given);
  require(ranks >= 1 && ranks <= most_ranks, "--ranks", "is not between 1 and " + std::to_string(most_ranks),
          "give the number of MPI ranks");
  require(ranks >= execution.ranks_per_training, "ranks-per-training",
          std::to_string(execution.ranks_per_training) + " is more than the " + std::to_string(ranks) +
              " ranks of this plan",
          "give more with --ranks");
  const Dataset dataset = read_dataset(execution.data);
  const DataFacts facts = facts_of(dataset);
  const Loading loading = loading_so_far();
  const SurveyFolder folder(execution.output);
  require_possible(folder);
  require_short_names(dataset, folder);
  const Settings settings = continued_settings(folder, given);
  const auto experiments = numbered_runs(folder, settings, expand_grid(settings, facts), facts.content_hash);
  require_trainable(experiments, dataset, execution.ranks_per_training);
  print_plan(experiments, facts, execution, ranks);
  for (const std::string& line : planned_differences(experiments, folder.tests())) print_lines(line + "\n");
  print_space(experiments, dataset, execution, ranks);
  print_gpu_memory(experiments, dataset, execution);
  print_forecast(experiments, dataset, execution, {ranks, trainings_of_a_rank(execution), loading});
  if (const auto warning = require_space(folder, experiments, dataset, trainings_at_once(execution, ranks)))
    Log().warn("{}", *warning);
  return ExitStatus::success;
}

int main(const Command& command, const Words& words) {
  keep_freed_memory();  // As in `run`, whose time and memory are predicted.
  return call_alone(command, words, [](const Arguments& arguments) { return plan(arguments); });
}

std::vector<OptionGroup> options() {
  std::vector<OptionGroup> groups = survey_option_groups();
  groups.front().add_options()("ranks", po::value<int>()->value_name("N"),
                               "number of MPI ranks (default: 1)");
  return groups;
}

}  // namespace

Command plan_command() {
  return {
      .name = "plan",
      .summary = "lists the experiments of a config and estimates time, memory and disk space",
      .usage = "emsurvey plan --config FILE --data dataset.h5 --output SURVEY [--ranks N] [--KEY VALUE ...]",
      .details = "Starts nothing.\n",
      .operand = "",
      .groups = options(),
      .unlisted = {},
      .main = main};
}

}  // namespace emsurvey

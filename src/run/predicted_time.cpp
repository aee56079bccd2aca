#include "run/predicted_time.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <queue>

#include "train/alone.h"
#include "train/training.h"

namespace emsurvey {
namespace {

using Clock = std::chrono::steady_clock;

// The first steps choose algorithms, and are recorded on a GPU.
constexpr int warm_up_steps = 4;
constexpr int fewest_steps = 5;
constexpr double enough_s = 0.5;
constexpr double most_multiplications = 2e9;  ///< of a step on a CPU: less than a tenth of a second

double step_cost(const Experiment& experiment) {
  return experiment.relative_cost() / static_cast<double>(experiment.steps);
}

int smallest_edge(const Dataset& dataset) {
  int edge = dataset.sections.front().raw.height;
  for (const Section& section : dataset.sections)
    edge = std::min({edge, section.raw.height, section.raw.width});
  return edge;
}

/// `experiment` with a step that is soon taken, on sections as they are.
Experiment quick_to_step(Experiment experiment, const Dataset& dataset, const at::Device& device) {
  experiment.scale = 1;
  const int multiple = size_multiple(experiment.network);
  const auto halve = [&](int size) { return std::max(size / 2 / multiple, 1) * multiple; };
  while (experiment.crop_px > smallest_edge(dataset) && experiment.crop_px > multiple)
    experiment.crop_px = halve(experiment.crop_px);
  if (device.is_cuda()) return experiment;
  experiment.batch = 1;
  while (step_cost(experiment) > most_multiplications && experiment.crop_px > multiple)
    experiment.crop_px = halve(experiment.crop_px);
  return experiment;
}

}  // namespace

double TrainingSpeed::of(const Experiment& experiment) {
  const std::string kind = experiment.network.name + " " + std::to_string(experiment.network.filters) + " " +
                           experiment.model + " " + experiment.precision;
  const auto [found, is_new] = known_.try_emplace(kind, 0);
  if (is_new) found->second = measure(experiment);
  return found->second;
}

double TrainingSpeed::measure(const Experiment& experiment) const {
  const Experiment quick = quick_to_step(experiment, dataset_, device_);
  const Split split = make_split(quick.split_rule, quick.split, static_cast<int>(dataset_.sections.size()));
  const Alone alone;
  Training training(quick, split, dataset_, alone, device_);
  for (int i = 0; i < warm_up_steps; ++i) training.step();
  training.losses();  // waits for the steps
  // The fastest step is the one that nobody else disturbed.
  double fastest_s = std::numeric_limits<double>::infinity(), total_s = 0;
  for (int steps = 0; steps < fewest_steps || total_s < enough_s; ++steps) {
    const auto begin = Clock::now();
    training.step();
    training.losses();
    const double step_s = std::chrono::duration<double>(Clock::now() - begin).count();
    fastest_s = std::min(fastest_s, step_s);
    total_s += step_s;
  }
  return step_cost(quick) / fastest_s;
}

double predicted_seconds(const Experiment& experiment, const Dataset& dataset, int ranks_per_job,
                         double multiplications_per_s) {
  const Split split =
      make_split(experiment.split_rule, experiment.split, static_cast<int>(dataset.sections.size()));
  // A step does several times the work of labelling as many pixels, so it stands for scoring them, too.
  double tested_pixels = 0;
  for (const int image : split.images(Role::test))
    tested_pixels +=
        static_cast<double>(dataset.sections[static_cast<std::size_t>(image)].raw.values.size()) *
        experiment.scale * experiment.scale;
  const double pixels = static_cast<double>(experiment.crop_px) * experiment.crop_px * experiment.batch;
  const double cost = experiment.relative_cost() + step_cost(experiment) * tested_pixels / pixels;
  return cost / multiplications_per_s / ranks_per_job;
}

double makespan(std::vector<double> seconds, std::size_t at_a_time) {
  std::sort(seconds.begin(), seconds.end(), std::greater<>());
  std::priority_queue<double, std::vector<double>, std::greater<>> free_at;
  for (std::size_t i = 0; i < std::min(at_a_time, seconds.size()); ++i) free_at.push(0);
  double end = 0;
  for (const double duration : seconds) {
    const double done = free_at.top() + duration;
    free_at.pop();
    free_at.push(done);
    end = std::max(end, done);
  }
  return end;
}

}  // namespace emsurvey

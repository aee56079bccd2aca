#include "plan/predicted_time.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>

namespace emsurvey {
namespace {

constexpr double validation_losses = 10;  ///< Measurements of the validation loss per training.
// Writing of the folders, logs, pages and scores of a run to a local disk.
constexpr double files_s = 0.3;

double scaled_pixels(const std::vector<int>& images, const Experiment& experiment, const Dataset& dataset) {
  double pixels = 0;
  for (const int image : images)
    pixels += static_cast<double>(dataset.sections[static_cast<std::size_t>(image)].raw.values.size());
  return pixels * experiment.scale * experiment.scale;
}

/// The fraction of `images` on the rank that has most of them.
double largest_share(const std::vector<int>& images, int ranks) {
  if (images.empty()) return 0;
  return std::ceil(static_cast<double>(images.size()) / ranks) / static_cast<double>(images.size());
}

}  // namespace

RunSeconds predicted_seconds(const Experiment& experiment, const Dataset& dataset, int ranks_per_training,
                             double checkpoint_every_s, const PieceTimes& pieces) {
  const Split split = experiment.split_for(dataset);
  const auto tested = split.images(Role::test), validating = split.images(Role::validation);
  const auto steps = static_cast<double>(experiment.steps);
  RunSeconds run;
  run.steps = steps * pieces.step_s;
  const auto scored_s = [&](const std::vector<int>& images) {
    return largest_share(images, ranks_per_training) * scaled_pixels(images, experiment, dataset) *
           (pieces.label_s_per_pixel + pieces.score_s_per_pixel);
  };
  const auto every = static_cast<double>(experiment.validate_every);
  const double scorings = every > 0 ? std::ceil(steps / every) : 0;
  // One rank of a group measures the validation loss while the others wait; all of them score and test.
  run.tests = validation_losses * scaled_pixels(validating, experiment, dataset) * pieces.label_s_per_pixel +
              scorings * scored_s(validating) + scored_s(tested);
  const double saves = 1 + std::floor(std::min(steps, run.steps / std::max(checkpoint_every_s, 1e-9)));
  run.rest = pieces.make_s + saves * pieces.save_s + files_s;
  return run;
}

double makespan(const std::vector<double>& seconds, std::size_t at_a_time) {
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

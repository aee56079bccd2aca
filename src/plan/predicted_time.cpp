#include "plan/predicted_time.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>

#include "run/copy_baseline.h"

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
  const auto labelled_s = [&](const std::vector<int>& images, double score_s_per_pixel) {
    return largest_share(images, ranks_per_training) * scaled_pixels(images, experiment, dataset) *
           (pieces.label_s_per_pixel + score_s_per_pixel);
  };
  const bool chooses = !experiment.threshold;
  const double validation_s =
      labelled_s(validating, chooses ? pieces.choose_s_per_pixel : pieces.score_s_per_pixel);
  const auto every = static_cast<double>(experiment.validate_every);
  // The test chooses its thresholds once more.
  const double validations = (every > 0 ? std::ceil(steps / every) : 0) + (chooses ? 1 : 0);
  // One rank of a group measures the validation loss while the others wait; all of them score and test.
  run.tests = validation_losses * scaled_pixels(validating, experiment, dataset) * pieces.label_s_per_pixel +
              validations * validation_s + labelled_s(tested, pieces.test_s_per_pixel);
  const double saves = 1 + std::floor(std::min(steps, run.steps / std::max(checkpoint_every_s, 1e-9)));
  run.rest = pieces.make_s + saves * pieces.save_s + files_s;
  return run;
}

double copy_baseline_seconds(const std::vector<Experiment>& experiments, const Dataset& dataset, int ranks,
                             const std::vector<PieceTimes>& pieces) {
  std::vector<double> of_rank(static_cast<std::size_t>(ranks));
  std::size_t next = 0;
  for (const Experiment* experiment : different_tests(experiments)) {
    const auto tested = experiment->split_for(dataset).images(Role::test);
    const auto index = static_cast<std::size_t>(experiment - experiments.data());
    of_rank[next++ % of_rank.size()] +=
        scaled_pixels(tested, *experiment, dataset) * pieces[index].score_s_per_pixel;
  }
  return *std::max_element(of_rank.begin(), of_rank.end());
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

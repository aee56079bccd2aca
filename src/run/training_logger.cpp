#include "run/training_logger.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "train/device.h"
#include "train/diverged.h"

namespace emsurvey {
namespace {

/// About a hundred rows a training.
std::int64_t log_interval(const Experiment& experiment) {
  return std::clamp<std::int64_t>(experiment.steps / 100, 1, 100);
}

/// Whether to measure the validation loss at `step`, which must be at a row of the log: about ten times per
/// training, because whole sections are labelled.
bool has_validation_loss(std::int64_t step, const Experiment& experiment) {
  const std::int64_t interval = log_interval(experiment);
  return step % (std::max<std::int64_t>(experiment.steps / 10 / interval, 1) * interval) == 0 ||
         step == experiment.steps;
}

double seconds_since_1970() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

TrainingLogger::TrainingLogger(const Experiment& experiment, const Training& training,
                               const RunContext& context)
    : experiment_(experiment), context_(context), last_step_(training.steps_done()) {
  const SurveyFolder& folder = context.folder;
  context.ranks().collectively([&] {
    if (!context.ranks().is_root()) return;
    log_.emplace(folder.log(experiment.run), training.steps_done());
    if (experiment.validate_every > 0)
      validations_.emplace(folder.validations(experiment.run), training.steps_done());
    events_.emplace(folder.events(experiment.run), training.steps_done());
  });
}

void TrainingLogger::flush() {
  context_.ranks().collectively([&] {
    if (!log_) return;
    log_->flush();
    if (validations_) validations_->flush();
    events_->flush();
  });
}

void TrainingLogger::after_step(const Training& training) {
  const std::int64_t step = training.steps_done();
  if (step % log_interval(experiment_) != 0 && step != experiment_.steps) return;
  if (training.has_diverged()) {
    throw Diverged(fmt::format(
        "its loss is NaN or infinite at step {}: try a smaller lr, or look for sections without contrast",
        step));
  }
  const auto own_bytes = static_cast<std::int64_t>(peak_memory_bytes(context_.settings.device));
  const std::int64_t most_bytes = context_.ranks().max(own_bytes);
  context_.ranks().collectively([&] {
    if (log_) append(training, most_bytes);
  });
}

void TrainingLogger::append(const Training& training, std::int64_t peak_bytes) {
  const std::int64_t step = training.steps_done();
  const double validation = has_validation_loss(step, experiment_) ? training.validation_loss()
                                                                   : std::numeric_limits<double>::quiet_NaN();
  const double images = static_cast<double>((step - last_step_) * experiment_.batch);
  constexpr double mebibyte = 1 << 20;
  const LogRow row{step, training.losses(), validation, images / since_last_row_.seconds(),
                   std::round(static_cast<double>(peak_bytes) / mebibyte)};
  log_->append(row);
  events_->append(row, seconds_since_1970());
  last_step_ = step;
  since_last_row_.restart();
}

void TrainingLogger::add(std::span<const ValidationRow> rows) {
  context_.ranks().collectively([&] {
    if (!validations_) return;
    validations_->append(rows);
    events_->append(rows, seconds_since_1970());
  });
}

}  // namespace emsurvey

// One training: a model and the way that it goes, step by step.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "train/batch_source.h"
#include "train/checkpoint.h"
#include "train/losses.h"
#include "train/model.h"
#include "train/reducer.h"
#include "train/resident_sections.h"
#include "train/sampler.h"
#include "train/snapshot.h"
#include "train/step_executor.h"

namespace emsurvey {

/// A model, the batches that it learns from and the count of its steps. Steps are collective over the
/// reducer's ranks, which hold equal weights throughout; a GPU may still have steps to do when they return.
/// What looks at the weights or losses waits for them.
class Training {
 public:
  /// At step 0, initialised. Borrows `dataset` and `reducer`. `split` is that of the experiment. Weights and
  /// crops are the same on every device; the arithmetic differs by rounding. Crops are taken from `sections`,
  /// those of `dataset` on `device`, which several trainings may share; without any a GPU gets its own.
  Training(const Experiment& experiment, const Split& split, const Dataset& dataset, const Reducer& reducer,
           const at::Device& device = at::kCPU, std::shared_ptr<const ResidentSections> sections = nullptr,
           Stepping stepping = Stepping::recorded);
  Training(const Training&) = delete;
  Training& operator=(const Training&) = delete;

  void step();
  std::int64_t steps_done() const { return steps_done_; }
  /// Whether steps are repeated from a CUDA graph by now.
  bool is_recorded() const { return runner_->is_recorded(); }

  /// Moving averages, as Model has them.
  TrainingLosses losses() const;
  /// Whether one of the losses is no longer a number.
  bool has_diverged() const;

  /// The classic loss over the whole validation sections; of this rank alone. Not a number when there are
  /// none.
  double validation_loss() const;

  Generator& generator();

  /// SHA-256 of the weights of both networks, as hexadecimal digits.
  std::string weights_hash() const;
  /// What weights_hash() was at the steps 1, 10, 100, ... of this training, whoever took them: what a
  /// replay is compared with.
  const WeightMarks& marks() const { return marks_; }

  /// Everything that the rest of the training depends on. A finished training needs no optimisers.
  TrainingSnapshot snapshot(bool with_optimiser) const;
  /// The same as the HDF5 image of a checkpoint.
  std::string checkpoint(bool with_optimiser, const std::string& provenance) const {
    return snapshot(with_optimiser).file(provenance);
  }

  /// Goes to the state of `checkpoint`; `subject` names its file. Throws InputError, with the state as it
  /// was, when it is another experiment's or does not fit.
  void restore(std::string checkpoint, const std::string& subject);

 private:
  /// This rank's share of the samples of `step`.
  std::vector<Sample> samples_of(std::int64_t step);

  const Dataset& dataset_;
  const Reducer& reducer_;
  Experiment experiment_;
  at::Device device_;
  std::vector<int> validation_images_;
  Sampler sampler_;
  std::unique_ptr<StepExecutor> runner_;  ///< before all that is made on the device
  Model model_;
  std::unique_ptr<BatchSource> batches_;
  std::int64_t steps_done_ = 0;
  WeightMarks marks_;
};

}  // namespace emsurvey

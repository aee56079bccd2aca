// One training: a model, its batches and its step counter.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "survey/experiment.h"
#include "train/batch_source.h"
#include "train/checkpoint.h"
#include "train/gradient_reducer.h"
#include "train/losses.h"
#include "train/model.h"
#include "train/resident_sections.h"
#include "train/sampler.h"
#include "train/snapshot.h"
#include "train/step_executor.h"

namespace emsurvey {

/// Where and how a training computes.
struct Placement {
  at::Device device = at::kCPU;
  /// The sections of the data set on `device`, which several trainings may share; if null, a GPU gets its own
  /// copy.
  std::shared_ptr<const ResidentSections> sections = nullptr;
  Stepping stepping = Stepping::captured;
};

/// Trains the model of one experiment. Steps are collective over the ranks of the reducer, whose weights are
/// equal at all times. A GPU may still be executing steps when step() returns; members that read weights or
/// losses wait for it.
class Training {
 public:
  /// Starts at step 0 with initial weights. Keeps references to `dataset` and `reducer`. `split` is the split
  /// of the experiment. Weights and crops are the same on every device; the arithmetic differs by rounding.
  Training(const Experiment& experiment, const Split& split, const Dataset& dataset, GradientReducer& reducer,
           Placement place = {});
  Training(const Training&) = delete;
  Training& operator=(const Training&) = delete;

  void step();
  std::int64_t steps_done() const { return steps_done_; }
  /// Whether steps are now replayed from a CUDA graph.
  bool is_captured() const { return executor_->is_captured(); }

  /// Moving averages of the losses; see Model::averages().
  TrainingLosses losses() const;
  /// Whether a loss is infinite or NaN.
  bool has_diverged() const;

  /// Returns the classic loss over the whole validation sections, computed by this rank alone; NaN without
  /// validation sections.
  double validation_loss() const;

  Generator& generator();

  /// Returns the SHA-256 of the weights of all networks, in hexadecimal digits.
  std::string weights_hash() const;
  /// The values of weights_hash() after the steps 1, 10, 100, ..., including steps before a restore(). A
  /// verification compares its own hashes with them.
  const WeightMarks& marks() const { return marks_; }

  /// Returns a snapshot of all state needed to continue. A finished training needs no optimiser state.
  TrainingSnapshot snapshot(bool with_optimiser) const;
  /// Returns the snapshot as the HDF5 file image of a checkpoint.
  std::string checkpoint(bool with_optimiser, const std::string& provenance) const {
    return snapshot(with_optimiser).file(provenance);
  }

  /// Restores the state of `checkpoint`; `subject` names its file. Throws InputError if the checkpoint is of
  /// another experiment or does not fit; the state is then unchanged.
  void restore(std::string checkpoint, const std::string& subject);

 private:
  /// Returns this rank's part of the samples of `step`.
  std::vector<Sample> samples_of(std::int64_t step);

  const Dataset& dataset_;
  GradientReducer& reducer_;
  Experiment experiment_;
  at::Device device_;
  std::vector<int> validation_images_;
  Sampler sampler_;
  /// Declared before all members with device tensors, because it sets the stream on which they are created.
  std::unique_ptr<StepExecutor> executor_;
  Model model_;
  std::unique_ptr<BatchSource> batches_;
  std::int64_t steps_done_ = 0;
  WeightMarks marks_;
};

}  // namespace emsurvey

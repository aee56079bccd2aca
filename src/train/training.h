// One training: a model, its batches and its step counter.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
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
  std::int64_t steps_done() const { return progress_.steps; }
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
  const Dataset& dataset() const { return dataset_; }
  /// Returns the indices of the validation sections in the data set.
  const std::vector<int>& validation_images() const { return validation_images_; }

  /// Returns the SHA-256 of the weights of all networks, in hexadecimal digits.
  std::string weights_hash() const;
  /// The values of weights_hash() after the steps 1, 10, 100, ..., including steps before a restore(). A
  /// verification compares its own hashes with them.
  const WeightMarks& marks() const { return progress_.marks; }

  /// Keeps a copy of the generator's weights if `score`, that of the current weights on the validation
  /// sections, is better than all before (see is_better). All ranks must give the same score.
  void keep_if_better(double score);
  /// The step whose weights are kept, if any are.
  const std::optional<KeptStep>& kept() const { return progress_.kept; }
  /// After the last step: replaces the generator's weights by the kept ones, if any are. weights_hash() of the
  /// last weights is then among the marks.
  void use_kept_weights();

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
  TrainingProgress progress_;
};

}  // namespace emsurvey

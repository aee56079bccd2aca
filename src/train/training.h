// One training: a network, its optimiser and the step that improves it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "data/dataset.h"
#include "loss/loss.h"
#include "network/generator.h"
#include "survey/experiment.h"
#include "train/adversary.h"
#include "train/checkpoint.h"
#include "train/learner.h"
#include "train/losses.h"
#include "train/reducer.h"
#include "train/sampler.h"

namespace emsurvey {

/// Model `classic`: the generator is trained with the classic loss alone. Model `pix2pix`: with 1 x the
/// adversarial + 100 x the classic loss, against a discriminator that is trained beside it; both updates of a
/// step are of one forward pass with the weights before it. All members but the getters are collective over
/// the reducer's ranks, which hold equal weights throughout.
class Training {
 public:
  /// At step 0, initialised. Borrows `dataset` and `reducer`. `split` is that of the experiment. Weights and
  /// crops are the same on every device; the arithmetic differs by rounding.
  Training(const Experiment& experiment, const Split& split, const Dataset& dataset, const Reducer& reducer,
           const at::Device& device = at::kCPU);

  void step();
  std::int64_t steps_done() const { return steps_done_; }

  /// Exponential moving averages (decay 0.99), starting at the first values; not numbers before the first
  /// step.
  TrainingLosses losses() const;
  /// Whether one of the losses is no longer a number.
  bool has_diverged() const;

  /// The classic loss over the whole validation sections; of this rank alone. Not a number when there are
  /// none.
  double validation_loss() const;

  Generator& generator() { return *generator_; }

  /// SHA-256 of the weights of both networks, as hexadecimal digits.
  std::string weights_hash() const;
  /// What weights_hash() was at the steps 1, 10, 100, ... of this training, whoever took them: what a
  /// replay is compared with.
  const WeightMarks& marks() const { return marks_; }

  /// Everything that the rest of the training depends on, as an HDF5 image: `/generator/<module
  /// path>/weight`, `/discriminator` and the optimisers' moments likewise, `/state`. `provenance` (JSON) says
  /// where it was made. A finished training needs no optimisers.
  std::string checkpoint(bool with_optimiser, const std::string& provenance) const;

  /// Goes to the state of `checkpoint`; `subject` names its file. Throws InputError, with the state as it
  /// was, when it is another experiment's or does not fit.
  void restore(std::string checkpoint, const std::string& subject);

 private:
  /// This rank's share of the samples of the next step.
  std::vector<Sample> next_samples();
  void average(const at::Tensor& losses);

  const Dataset& dataset_;
  const Reducer& reducer_;
  at::Device device_;
  Experiment experiment_;
  std::vector<int> validation_images_;
  Sampler sampler_;
  Loss loss_;
  std::shared_ptr<Generator> generator_;
  Learner learner_;
  std::optional<Adversary> adversary_;  ///< of the model pix2pix
  at::Tensor averages_;                 ///< of the losses: [1] or [3] as in TrainingLosses
  std::int64_t steps_done_ = 0;
  WeightMarks marks_;
};

}  // namespace emsurvey

// The networks of a training and the step that improves them.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "loss/loss.h"
#include "network/generator.h"
#include "survey/experiment.h"
#include "train/batch.h"
#include "train/discriminator_trainer.h"
#include "train/losses.h"
#include "train/reducer.h"
#include "train/snapshot.h"
#include "train/trainable_network.h"

namespace emsurvey {

/// Model `classic`: the generator is trained with the classic loss alone. Model `pix2pix`: with 1 x the
/// adversarial + 100 x the classic loss, against a discriminator that is trained beside it; both updates of a
/// step are of one forward pass with the weights before it.
///
/// A step is forward, backward and update, in this order. They run on the device alone, wait for nothing and
/// depend on nothing that changes on the host, so that they can be recorded and repeated. Between them the
/// ranks add up what each has of its samples.
class Model {
 public:
  /// Initialised; before its first step.
  Model(const Experiment& experiment, const at::Device& device);

  /// Labels and judges this rank's samples: its part of the sums that the losses are made of.
  void forward(const Batch& batch);
  /// Collective.
  void sum_losses(const Reducer& reducer) { reducer.sum(loss_sums_); }
  /// This rank's part of the gradients of the losses that those sums give.
  void backward();
  /// Collective.
  void sum_gradients(const Reducer& reducer);
  /// One step of the optimisers; the losses go into the averages.
  void update();

  /// Exponential moving averages (decay 0.99), starting at the first values; not numbers before them.
  TrainingLosses averages() const { return losses_of(averages_.cpu()); }
  /// Whether one of the averages is no longer a number.
  bool has_diverged() const;

  Generator& generator() const { return *generator_; }
  const Loss& loss() const { return loss_; }
  /// The weights of both networks, a flat buffer each.
  std::vector<at::Tensor> weights() const;

  /// As it changes from step to step.
  ModelState state(bool with_optimiser) const;
  /// Goes to the state of `checkpoint` after `steps`. Throws InputError, with the state as it was, when it
  /// does not fit.
  void restore(const CheckpointReader& checkpoint, std::int64_t steps, bool with_optimiser);

 private:
  /// The losses that are reported, which are what is minimised: classic, and of pix2pix adversarial and
  /// discriminator.
  std::vector<at::Tensor> losses() const;

  RandomKey random_key_;
  bool is_bfloat16_;
  Loss loss_;
  std::shared_ptr<Generator> generator_;
  TrainableNetwork learner_;
  std::optional<DiscriminatorTrainer> adversary_;  ///< of the model pix2pix
  at::Tensor averages_;                            ///< of the losses: [1] or [3] as in TrainingLosses

  // Of the step that is under way.
  std::vector<at::Tensor> own_sums_;  ///< of each loss, with the graph that leads to them
  at::Tensor loss_sums_;              ///< all of them in a row, added up over the ranks
  at::Tensor last_losses_;            ///< values, as averages_
};

}  // namespace emsurvey

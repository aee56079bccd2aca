// The networks of a training and the step that trains them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "loss/loss.h"
#include "network/generator.h"
#include "survey/experiment.h"
#include "train/batch.h"
#include "train/discriminator_trainer.h"
#include "train/gradient_reducer.h"
#include "train/losses.h"
#include "train/snapshot.h"
#include "train/trainable_network.h"

namespace emsurvey {

/// The networks of a training. The model `classic` trains the generator with the classic loss alone. The
/// model `pix2pix` trains it with 1 x the adversarial + 100 x the classic loss, and trains a discriminator
/// beside it; both updates of a step use one forward pass with the weights from before the step.
///
/// A step consists of forward(), backward() and update(), in this order. They run on the device only, never
/// wait for it and depend on no host state that changes, so that they can be captured and replayed. The sums
/// over the ranks, sum_losses() and sum_gradients(), come in between.
class Model {
 public:
  /// Initialises the networks.
  Model(const Experiment& experiment, const at::Device& device);

  /// Applies the networks to this rank's samples and computes its part of the loss sums.
  void forward(const Batch& batch);
  /// Sums the loss sums over the ranks. Collective.
  void sum_losses(GradientReducer& reducer) { reducer.sum(loss_sums_); }
  /// Computes this rank's part of the gradients of the losses.
  void backward();
  /// Sums the gradients over the ranks. Collective.
  void sum_gradients(GradientReducer& reducer);
  /// Takes one step of the optimisers and updates the moving averages of the losses.
  void update();

  /// Exponential moving averages of the losses (decay 0.99), starting at the first values; NaN before the
  /// first step.
  TrainingLosses averages() const { return losses_of(averages_.cpu()); }
  /// Whether an average is infinite or NaN.
  bool has_diverged() const;

  Generator& generator() const { return *generator_; }
  const Loss& loss() const { return loss_; }
  /// Keeps a copy of the generator's current weights, in place of the one before.
  void keep_weights() { trainable_.keep_values(); }
  /// Replaces the generator's current weights by the kept ones, which must exist.
  void use_kept_weights() { trainable_.use_kept_values(); }
  /// Returns the weights of all networks, one flat buffer each.
  std::vector<at::Tensor> weights() const;

  /// Returns the current state; its tensors change with every step.
  ModelState state(bool with_optimiser) const;
  /// Restores the state of `checkpoint`, which was taken after `steps` steps. Throws InputError if it does
  /// not fit; the state is then unchanged.
  void restore(const CheckpointReader& checkpoint, std::int64_t steps, bool with_optimiser);

 private:
  /// Returns the losses that are minimised and reported: the classic loss and, for pix2pix, the adversarial
  /// and the discriminator loss.
  std::vector<at::Tensor> losses() const;

  RandomKey random_key_;
  bool is_bfloat16_;
  Loss loss_;
  std::shared_ptr<Generator> generator_;
  TrainableNetwork trainable_;                         ///< The generator.
  std::optional<DiscriminatorTrainer> discriminator_;  ///< Only in the model pix2pix.
  at::Tensor averages_;  ///< Loss averages, [1] or [3], in the order of TrainingLosses.

  // The current step.
  std::vector<at::Tensor> own_sums_;  ///< Sums of each loss on this rank, with their autograd graph.
  at::Tensor loss_sums_;              ///< All sums concatenated, summed over the ranks.
  at::Tensor last_losses_;            ///< Values of the losses, laid out like averages_.
};

}  // namespace emsurvey

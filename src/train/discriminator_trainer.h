// The discriminator of the model pix2pix, which learns to tell the generator's labels from the true ones.
#pragma once

#include "network/discriminator.h"
#include "train/batch.h"
#include "train/trainable_network.h"

namespace emsurvey {

class DiscriminatorTrainer {
 public:
  DiscriminatorTrainer(const Experiment& experiment, const at::Device& device);

  /// What the losses are the means of, as sums and counts [2] of one forward pass.
  struct Losses {
    at::Tensor adversarial;    ///< of the generator, for being found out
    at::Tensor discriminator;  ///< of the discriminator
  };
  /// Judges true labels and `output`. Unannotated pixels are shown to it as neither present nor absent in
  /// both.
  Losses losses(const Batch& batch, const at::Tensor& output) const;

  TrainableNetwork& learner() { return learner_; }
  const TrainableNetwork& learner() const { return learner_; }

 private:
  std::shared_ptr<Discriminator> discriminator_;
  TrainableNetwork learner_;
};

}  // namespace emsurvey

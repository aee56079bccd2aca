// Training of the pix2pix discriminator, which learns to distinguish generated labels from true ones.
#pragma once

#include <memory>

#include "network/discriminator.h"
#include "train/batch.h"
#include "train/trainable_network.h"

namespace emsurvey {

class DiscriminatorTrainer {
 public:
  DiscriminatorTrainer(const Experiment& experiment, const at::Device& device);

  /// Sum and count, [2], of each loss in one forward pass; their ratio is the loss.
  struct Losses {
    at::Tensor adversarial;    ///< Adversarial loss of the generator.
    at::Tensor discriminator;  ///< Loss of the discriminator.
  };
  /// Applies the discriminator to the true labels and to `output`. Unannotated pixels are set to 0 in both:
  /// neither present nor absent.
  Losses losses(const Batch& batch, const at::Tensor& output) const;

  TrainableNetwork& network() { return network_; }
  const TrainableNetwork& network() const { return network_; }

 private:
  std::shared_ptr<Discriminator> discriminator_;
  TrainableNetwork network_;
};

}  // namespace emsurvey

// Adversarial losses of generator and discriminator in the model pix2pix.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Both functions return sums [K] for `pixel_mean`, which can be added over patches, samples and the ranks of
/// a group. `real` and `fake` are the outputs of the discriminator for true and generated labels:
/// probabilities [N, 1, H, W].

/// Loss of the generator: mean of -log(fake + 1e-12).
at::Tensor adversarial_sums(const at::Tensor& fake);

/// Loss of the discriminator: mean of -(log(real + 1e-12) + log(1 - fake + 1e-12)).
at::Tensor discriminator_sums(const at::Tensor& real, const at::Tensor& fake);

}  // namespace emsurvey

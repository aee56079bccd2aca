// What generator and discriminator play for in the model pix2pix.
#pragma once

#include <ATen/core/Tensor.h>

namespace emsurvey {

/// Both return sums [K] for `pixel_mean`, which add up over patches, samples and the ranks of a job. `real`
/// and `fake`: what the discriminator makes of true and of generated labels, probabilities [N, 1, H, W].

/// mean of -log(fake + 1e-12): the generator's.
at::Tensor adversarial_sums(const at::Tensor& fake);

/// mean of -(log(real + 1e-12) + log(1 - fake + 1e-12)): the discriminator's.
at::Tensor discriminator_sums(const at::Tensor& real, const at::Tensor& fake);

}  // namespace emsurvey

// Classic losses between a network's output and the labels. An open list: one file each, named in
// catalogue.cpp.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace emsurvey {

/// What a loss compares.
struct LossInput {
  at::Tensor output;  ///< [N, C, H, W] in [-1, 1]
  at::Tensor target;  ///< [N, C, H, W] in [-1, 1]
  at::Tensor valid;   ///< [N, C, H, W], 1 where annotated and 0 elsewhere; undefined: all is annotated
};

/// A loss in two halves: sums that add up over pixels, samples and the ranks of a job, and the value that
/// they give. So a loss that is not a mean (dice), or a mean over annotated pixels only, is the same for any
/// number of ranks: the sums are added over the job in between.
///
/// Formulas, with p = output/2 + 1/2 and q = target/2 + 1/2, are those of the published study.
struct Loss {
  std::string name;
  at::Tensor (*sums)(const LossInput& input);   ///< [K], differentiable
  at::Tensor (*value)(const at::Tensor& sums);  ///< scalar, differentiable
};

/// The loss of that name (one of `loss_names()`).
Loss make_loss(const std::string& name);

}  // namespace emsurvey

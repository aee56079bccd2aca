// Interface of the classic losses, which compare a network's output with the labels. Each loss has its own
// file and is listed in catalogue.cpp.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace emsurvey {

/// Arguments of a loss, which have one dtype: float32 in training.
struct LossInput {
  at::Tensor output;  ///< [N, C, H, W] in [-1, 1]
  at::Tensor target;  ///< [N, C, H, W] in [-1, 1]
  /// [N, C, H, W] with the dtype of `output`: 1 where annotated and 0 elsewhere. Undefined: all is annotated.
  at::Tensor valid;
};

/// A loss in two stages: sums that can be added over pixels, samples and the ranks of a group, and the value
/// computed from the sums. The sums are added over the group before the value is computed. Therefore a loss
/// that is not a mean (dice), or is a mean over annotated pixels only, does not depend on the number of
/// ranks.
///
/// The formulas of the published losses are those of the study. In all formulas p = output/2 + 1/2 and q =
/// target/2 + 1/2.
struct Loss {
  std::string name;
  /// First stage: [K], one-dimensional, K chosen by the loss and the same for every batch; float32 in
  /// training, differentiable.
  at::Tensor (*sums)(const LossInput& input);
  /// Second stage: scalar, differentiable.
  at::Tensor (*value)(const at::Tensor& sums);
};

/// Returns the loss called `name`, which must be one of `loss_names()`.
Loss make_loss(const std::string& name);

}  // namespace emsurvey

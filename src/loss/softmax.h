// Cross entropy of the softmax over the labels.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// Value: mean over pixels of -sum_c q_c log softmax_c(p). Gradient: that of the mean of
/// logsumexp_c p - sum_c q_c p_c, which is softmax(p) - q even where the labels of a pixel do not sum to 1.
/// With the true derivative a network learns to see membrane nearly everywhere. Labels that are not annotated
/// at a pixel take no part in its softmax.
Loss softmax_loss();

}  // namespace emsurvey

// Cross entropy of the softmax over the labels.
#pragma once

#include "loss/loss.h"

namespace emsurvey {

/// The value is the mean over pixels of -sum_c q_c log softmax_c(p). The gradient is that of the mean of
/// logsumexp_c p - sum_c q_c p_c, which is softmax(p) - q even where the labels of a pixel do not sum to 1.
/// With the true gradient of the value, a network learns to predict membrane nearly everywhere. A label that
/// is not annotated at a pixel is left out of the softmax there.
Loss softmax_loss();

}  // namespace emsurvey

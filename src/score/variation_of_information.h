// Variation of information between true and predicted regions.
#pragma once

#include "score/contingency.h"

namespace emsurvey {

/// Conditional entropies in bits over the pixels of the true regions; their sum is the variation of
/// information (Meila, Journal of Multivariate Analysis 2007). 0 for a perfect segmentation.
struct VariationOfInformation {
  double split;  ///< H(predicted | true): grows where true regions are split.
  double merge;  ///< H(true | predicted): grows where true regions are merged.
};

/// Computes both as scikit-image's variation_of_information(truth, predicted, ignore_labels=[0]) does: true
/// background is ignored, and predicted background within true regions is one region. Both are NaN if there
/// is no true region.
VariationOfInformation variation_of_information(const ContingencyTable& table);

}  // namespace emsurvey

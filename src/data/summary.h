// Statistics of each label, which show the owner of a data set whether it was read as intended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"

namespace emsurvey {

struct LabelSummary {
  double annotated_share = 0;  ///< Share of the pixels that are annotated.
  double present_share = 0;    ///< Share of the annotated pixels whose target is > 127; 0 without annotated
                               ///< pixels.
  std::int64_t regions = 0;    ///< Regions in all sections: numbered ones, else connected ones
                               ///< (8-connectivity).
};

/// Returns one summary per label, in their order.
std::vector<LabelSummary> summarise(const Dataset& dataset);

/// Returns a warning if the label is present nowhere, or in so many pixels that its images may have another
/// meaning; it begins with the name of the label. `is_inverted`: it was read as present where its images are
/// black.
std::optional<std::string> warning_of(const Label& label, const LabelSummary& summary, bool is_inverted);

}  // namespace emsurvey

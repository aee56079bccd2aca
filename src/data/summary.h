// What a data set holds of each label: for its owner to see whether it was read as meant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"

namespace emsurvey {

struct LabelSummary {
  double annotated_share = 0;  ///< of all pixels
  double present_share = 0;  ///< of the annotated pixels: where the target is > 127; 0 when none is annotated
  std::int64_t regions = 0;  ///< in all sections: numbered ones, else connected ones (8-connectivity)
};

/// One summary a label, in their order.
std::vector<LabelSummary> summarise(const Dataset& dataset);

/// A sentence about a label that is present nowhere, or in so many pixels that its images may mean something
/// else; it begins with the label's name. `is_inverted`: it was read as present where its images are black.
std::optional<std::string> warning_of(const Label& label, const LabelSummary& summary, bool is_inverted);

}  // namespace emsurvey

// Truth and prediction of one image for one label.
#pragma once

#include <cstdint>

#include "base/plane.h"
#include "score/connectivity.h"

namespace emsurvey {

/// Input of scores: binary masks of equal size, in which non-zero means that the label is present.
struct ScoreInput {
  const Plane<std::uint8_t>& predicted;
  const Plane<std::uint8_t>& truth;
  /// If true, regions are the areas between the label (cells between membranes), not the label itself.
  bool regions_between = false;
  /// True regions, given by arbitrary numbers with 0 as background. If null, the regions are the components
  /// of `truth`.
  const Plane<std::uint32_t>* true_regions = nullptr;
  /// Non-zero for annotated pixels; all other pixels are ignored. If null, all pixels are annotated.
  const Plane<std::uint8_t>* valid = nullptr;
  /// Predicted regions, like `true_regions`.
  const Plane<std::uint32_t>* predicted_regions = nullptr;
  /// Which pixels of a mask touch and belong to one component.
  Connectivity connectivity = Connectivity::corners;
};

/// Throws std::invalid_argument if the planes of `input` differ in size, which is a bug of the caller.
void check_sizes(const ScoreInput& input);

}  // namespace emsurvey

// Truth and prediction of one image for one label, and the regions in them that are scored.
#pragma once

#include <cstdint>

#include "base/plane.h"

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
};

/// Returns 1 for annotated pixels and 0 for others. The mask is built even if all pixels are annotated, so
/// that loops over pixels need no branch. Throws std::invalid_argument if the planes of `input` differ in
/// size, which is a bug of the caller.
Plane<std::uint8_t> annotated_pixels(const ScoreInput& input);

/// Returns the mask of the annotated pixels where `label` is not 0 or, for `regions_between`, where it is 0.
Plane<std::uint8_t> region_mask(const Plane<std::uint8_t>& label, bool regions_between,
                                const Plane<std::uint8_t>& annotated);

/// Returns the true regions within the annotated pixels, numbered from 1 in raster order of their first
/// pixel.
Plane<std::int32_t> true_regions(const ScoreInput& input, const Plane<std::uint8_t>& annotated);

}  // namespace emsurvey

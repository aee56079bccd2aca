// Resampling of a data set to another resolution.
#pragma once

#include <cstdint>

#include "data/dataset.h"

namespace emsurvey {

/// Returns the data set with its sections `scale` times as high and wide (rounded, at least 1 pixel). Grey
/// values and labels are area means when shrinking and bicubic interpolations when growing, those of labels
/// from annotated pixels alone. A new pixel is annotated if all old pixels under it are. Instance numbers are
/// those of the nearest pixel, and masks of instances follow from them.
Dataset scaled(const Dataset& dataset, double scale);

/// Returns one plane of grey values, resampled in the same way.
Plane<std::uint16_t> scaled(const Plane<std::uint16_t>& raw, double scale);

}  // namespace emsurvey

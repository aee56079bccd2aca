// A data set at another resolution.
#pragma once

#include "data/dataset.h"

namespace emsurvey {

/// The data set with its sections `scale` times as high and wide (rounded, at least 1 pixel): grey values and
/// labels shrink by the mean over the area of each pixel and grow by bicubic interpolation; instance numbers
/// are those of the nearest pixel; a pixel is annotated where all that it covers is.
Dataset scaled(const Dataset& dataset, double scale);

/// The same of one plane of grey values.
Plane<std::uint16_t> scaled(const Plane<std::uint16_t>& raw, double scale);

}  // namespace emsurvey

// A data set at another resolution.
#pragma once

#include "data/dataset.h"

namespace emsurvey {

/// The data set with its sections `scale` times as high and wide (rounded, at least 1 pixel): grey values and
/// labels shrink by the mean over the area of each pixel and grow by bicubic interpolation (of annotated
/// pixels); a pixel is annotated where all that it covers is. Instance numbers are those of the nearest
/// pixel, and the mask of instances is made of them.
Dataset scaled(const Dataset& dataset, double scale);

/// The same of one plane of grey values.
Plane<std::uint16_t> scaled(const Plane<std::uint16_t>& raw, double scale);

}  // namespace emsurvey

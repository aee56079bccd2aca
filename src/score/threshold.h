// Thresholds at which 8-bit label images become masks.
#pragma once

#include <cstdint>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// The threshold of the published study. All thresholds lie in (0, 1), and a label is present where an 8-bit
/// value is above 255 times the threshold: above 127 at 0.5.
constexpr double default_threshold = 0.5;

/// Returns the highest 8-bit value at which a label is absent.
std::uint8_t highest_absent_value(double threshold);

/// Returns 1 where the label is present at this threshold, and 0 elsewhere.
Plane<std::uint8_t> presence_mask_at(const Plane<std::uint8_t>& label_image, double threshold);

/// Returns the thresholds of test/threshold_curves.csv, multiples of 1/32: 31 in ascending order, 0.5 among
/// them.
const std::vector<double>& curve_thresholds();

/// Returns a threshold between any two adjacent 8-bit values, so all that make a difference: (0.5 + k) / 255
/// for k = 0..254 in ascending order. The one in the middle is 0.5.
const std::vector<double>& all_thresholds();

}  // namespace emsurvey

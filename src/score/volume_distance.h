// Distances between masks in a volume.
#pragma once

#include "score/bit_image.h"

namespace emsurvey {

/// Returns the mean Euclidean distance from each set voxel of `from` to the nearest set voxel of `to`, in widths
/// of a voxel; 0 for voxels that are set in both. Both have sections of `section_height` rows, which lie
/// `section_step` widths apart; rows are as far apart as columns. Returns NaN if either mask is empty. Uses all
/// cores, and 4 bytes of memory for each voxel.
double mean_distance(const BitImage& from, const BitImage& to, int section_height, double section_step);

}  // namespace emsurvey

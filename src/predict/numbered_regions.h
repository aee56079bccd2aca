// Numbered regions of a predicted label.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/plane.h"
#include "data/dataset.h"
#include "score/region_runs.h"

namespace emsurvey {

/// Returns the regions that the scores compare: the 8-connected components where the label is present at this
/// threshold, or, if the regions lie between the label, where it is absent. Numbers count from 1 in raster order.
RegionRuns numbered_regions(const Plane<std::uint8_t>& label_image, double threshold, Polarity polarity);

/// Writes the regions as a TIFF image of 16 bits, or of 32 bits if there are more than 65,535. Background is 0.
/// Throws FileError.
void write_regions(const std::filesystem::path& path, const RegionRuns& regions, int width);

}  // namespace emsurvey

// Which pixels or voxels touch.
#pragma once

namespace emsurvey {

/// Neighbours that belong to one region, in an image and in a volume.
enum class Connectivity {
  faces,    ///< 4 pixels, 6 voxels.
  edges,    ///< 18 voxels; in an image the same as `corners`.
  corners,  ///< 8 pixels, 26 voxels.
};

}  // namespace emsurvey

// Scores of a volume.
#pragma once

#include "score/compared_label.h"
#include "score/label_scores.h"

namespace emsurvey {

/// Size of a voxel; rows are as far apart as columns.
struct VoxelSize {
  double section = 1;  ///< Distance of neighbouring sections.
  double pixel = 1;    ///< Distance of neighbouring pixels in a section, in the same unit.
};

/// Computes all scores but thinned_border_f_score, which is defined for images. The distances are in the unit of
/// `size`, in voxels by default.
LabelScores score_volume(const ComparedLabel& volume, const VoxelSize& size = {});

}  // namespace emsurvey

#include "score/volume_scores.h"

#include "score/volume_distance.h"

namespace emsurvey {

LabelScores score_volume(const ComparedLabel& volume, const VoxelSize& size) {
  LabelScores scores = overlap_scores(volume);
  const auto distance = [&](const ComparedSide& from, const ComparedSide& to) {
    return size.pixel * mean_distance(from.label, to.label, volume.section_height, size.section / size.pixel);
  };
  scores.cleft_distance_false_positive = distance(volume.predicted, volume.truth);
  scores.cleft_distance_false_negative = distance(volume.truth, volume.predicted);
  return scores;
}

}  // namespace emsurvey

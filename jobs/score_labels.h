// Scores of labels that the user names, in images, stacks or volumes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/label_source.h"
#include "score/volume_scores.h"
#include "score_output.h"

namespace emsurvey {

/// The places of the truth and of the prediction of a label.
struct LabelTask {
  LabelSource truth;
  LabelSource predicted;  ///< Its label has only the kind; a mask may have grey values.
  std::vector<ValidSource> valid;
};

/// Makes the tasks of the labels `labels` (--label). `predicted` (--predicted) holds "DIR" for all labels or
/// "NAME=DIR" for one, either followed by ":KIND" and ":inverted", without which it is a mask. A folder with
/// files NAME-outputs-LABEL or, for three labels, NAME-outputs is read as what `run` and `predict` write. Throws
/// InputError if a label has no prediction, or a name is unknown.
std::vector<LabelTask> label_tasks(const std::vector<std::string>& labels,
                                   const std::vector<std::string>& predicted,
                                   const std::vector<std::string>& valid);

struct LabelledScores {
  std::vector<ScoredLabel> labels;
  std::vector<std::string> warnings;
};

/// Scores every image with a prediction, or every stack as a volume. `size` is the size of a voxel in nm, if it
/// is given. Sets settings.distance_unit. Throws InputError if an image cannot be used, a prediction has no true
/// image, or a volume has a section without a prediction.
LabelledScores score_labels(const std::vector<LabelTask>& tasks, const std::optional<VoxelSize>& size,
                            ScoreSettings& settings);

}  // namespace emsurvey

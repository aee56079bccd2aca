// Scores of one predicted image for one label.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <variant>

#include "base/plane.h"
#include "score/compared_label.h"
#include "score/score_input.h"

namespace emsurvey {

/// Scores of one image. An undefined score is NaN or infinite; all scores are NaN if no pixel is annotated.
struct LabelScores {
  static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  double rand_label = undefined;  ///< Adjusted Rand index of the pixels.
  double mi_label = undefined;    ///< Adjusted mutual information of the pixels.
  double rand = undefined;        ///< This and the next seven are InstanceScores.
  double precision = undefined;
  double recall = undefined;
  /// "Adapted RAND score"; ignores predictions outside true regions: 1 also for a prediction that has the
  /// true regions and, apart from them, paints almost everything else.
  double f_score = undefined;
  double adapted_rand_error = undefined;
  double jaccard = undefined;
  double dice = undefined;
  double conformity = undefined;
  double semantic_jaccard = undefined;  ///< This and the next two compare pixels.
  double semantic_dice = undefined;
  double semantic_conformity = undefined;
  double f_score_skimage = undefined;  ///< Adapted Rand score of scikit-image, which differs from f_score.
  std::int64_t true_regions = 0;
  std::int64_t predicted_regions = 0;
  double voi_split = undefined;  ///< This and the next are VariationOfInformation, in bits.
  double voi_merge = undefined;
  double detection_precision_50 = undefined;  ///< This and the next six are DetectionScores.
  double detection_recall_50 = undefined;
  double detection_f1_50 = undefined;
  double detection_precision_75 = undefined;
  double detection_recall_75 = undefined;
  double detection_f1_75 = undefined;
  double detection_ap = undefined;
  /// F_score after the predicted regions were grown until they meet, so that the width of borders
  /// does not count, the reason for the border thinning of Arganda-Carreras et al. (Frontiers in Neuroanatomy
  /// 9:142, 2015). Undefined unless regions lie between the label, and without true regions; without
  /// predicted regions as F_score.
  double thinned_border_f_score = undefined;
  /// Mean distance in pixels of the predicted pixels to the nearest true pixel, and the reverse, as the cleft
  /// scores of the CREMI challenge. Undefined if no pixel is true or none is predicted.
  double cleft_distance_false_positive = undefined;
  double cleft_distance_false_negative = undefined;
};

/// Computes all scores of an image. Regions of masks are connected components within the annotated pixels.
/// Throws std::invalid_argument if the planes differ in size, which is a bug of the caller.
LabelScores score_label(const ScoreInput& input);

/// Computes the scores that compare pixels or regions, of an image or a volume; those of distances and of grown
/// regions stay undefined.
LabelScores overlap_scores(const ComparedLabel& label);

/// Column of the tables and the member of LabelScores that holds its value.
struct ScoreColumn {
  const char* name;
  std::variant<double LabelScores::*, std::int64_t LabelScores::*> member;
  bool is_published;  ///< Column of the published study; these come before the added ones.

  bool is_count() const { return member.index() == 1; }
  double value(const LabelScores& scores) const {
    return std::visit([&](auto field) { return static_cast<double>(scores.*field); }, member);
  }
  void set(LabelScores& scores, double value) const {
    std::visit([&](auto field) { scores.*field = static_cast<std::decay_t<decltype(scores.*field)>>(value); },
               member);
  }
};

/// Returns all scores in the order of the tables, the published ones first.
std::span<const ScoreColumn> score_columns();

/// Returns 1 where a label image of `bit_depth` bits marks the label as present, that is where its value is
/// in the upper half of the range (> 127 for 8 bits, > 0 for 1 bit), and 0 elsewhere.
template <class T>
Plane<std::uint8_t> presence_mask(const Plane<T>& label_image, int bit_depth = 8) {
  const auto half = static_cast<T>(((std::uint64_t{1} << bit_depth) - 1) / 2);
  Plane<std::uint8_t> mask(label_image.height, label_image.width);
  std::transform(label_image.values.begin(), label_image.values.end(), mask.values.begin(),
                 [half](T value) { return static_cast<std::uint8_t>(value > half); });
  return mask;
}

}  // namespace emsurvey

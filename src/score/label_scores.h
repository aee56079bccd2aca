// The scores of one predicted image against the truth, for one label.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <variant>

#include "base/plane.h"

namespace emsurvey {

/// What is compared: binary masks of the same size (non-zero: the label is present).
struct ScoreInput {
  const Plane<std::uint8_t>& predicted;
  const Plane<std::uint8_t>& truth;
  /// Whether the regions lie between the label (cells between membranes) instead of where it is present.
  bool regions_between = false;
  /// The true regions by number (any numbers, 0 background); null: the components of `truth`.
  const Plane<std::uint32_t>* true_regions = nullptr;
  /// Non-zero where annotated; nothing else is looked at or counted. Null: all is annotated.
  const Plane<std::uint8_t>* valid = nullptr;
};

/// Not a number (or infinite) where a score is not defined; all of them where no pixel is annotated.
struct LabelScores {
  static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  double rand_label = undefined;  ///< adjusted Rand index of the pixels
  double mi_label = undefined;    ///< adjusted mutual information of the pixels
  double rand = undefined;        ///< this and the next seven: InstanceScores
  double precision = undefined;
  double recall = undefined;
  double f_score = undefined;  ///< "adapted RAND score"; blind to what is predicted outside true regions
  double adapted_rand_error = undefined;
  double jaccard = undefined;
  double dice = undefined;
  double conformity = undefined;
  double semantic_jaccard = undefined;  ///< this and the next two: of the pixels
  double semantic_dice = undefined;
  double semantic_conformity = undefined;
  double f_score_skimage = undefined;  ///< scikit-image's adapted Rand, which differs from f_score
  std::int64_t true_regions = 0;
  std::int64_t predicted_regions = 0;
};

/// Regions are components with 8-connectivity within the annotated pixels. Sizes that differ are a bug of the
/// caller: std::invalid_argument.
LabelScores score_label(const ScoreInput& input);

/// A column of the tables and where its value is kept.
struct ScoreColumn {
  const char* name;
  std::variant<double LabelScores::*, std::int64_t LabelScores::*> member;
  bool is_published;  ///< a column of the published study, which stands before those that this project adds

  bool is_count() const { return member.index() == 1; }
  double value(const LabelScores& scores) const {
    return std::visit([&](auto field) { return static_cast<double>(scores.*field); }, member);
  }
  void set(LabelScores& scores, double value) const {
    std::visit([&](auto field) { scores.*field = static_cast<std::decay_t<decltype(scores.*field)>>(value); },
               member);
  }
};

/// All scores in the order of the tables, the published ones first.
std::span<const ScoreColumn> score_columns();

/// 1 where a label image of `bit_depth` bits says that the label is present (in the upper half of its values:
/// > 127 of 8 bits, > 0 of 1 bit), else 0.
template <class T>
Plane<std::uint8_t> presence_mask(const Plane<T>& label_image, int bit_depth = 8) {
  const auto half = static_cast<T>(((std::uint64_t{1} << bit_depth) - 1) / 2);
  Plane<std::uint8_t> mask(label_image.height, label_image.width);
  std::transform(label_image.values.begin(), label_image.values.end(), mask.values.begin(),
                 [half](T value) { return static_cast<std::uint8_t>(value > half); });
  return mask;
}

}  // namespace emsurvey

// Scores that compare two masks pixel by pixel.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Pixels of a true and a predicted mask; all at least 0, their sum below 2^31.
struct PixelCounts {
  std::int64_t both = 0;
  std::int64_t only_true = 0;
  std::int64_t only_predicted = 0;
  std::int64_t neither = 0;

  std::int64_t total() const { return both + only_true + only_predicted + neither; }
};

/// The adjusted Rand index of the two masks as labelings of the pixels; scikit-learn's adjusted_rand_score.
/// 1 for no pixels.
double adjusted_rand_index(const PixelCounts& counts);

/// The adjusted mutual information of the two masks as labelings of the pixels, normalised by the arithmetic
/// mean of their entropies; scikit-learn's adjusted_mutual_info_score (Vinh, Epps and Bailey, JMLR 2010). As
/// there: 1 where both labelings have one class, 0 where one of them has. 1 for no pixels.
double adjusted_mutual_information(const PixelCounts& counts);

/// both / (both + only_true + only_predicted) = J, 2 J / (1 + J) and (2 J - 1) / J; not finite for empty
/// masks.
struct SemanticScores {
  double jaccard;
  double dice;
  double conformity;
};
SemanticScores semantic_scores(const PixelCounts& counts);

}  // namespace emsurvey

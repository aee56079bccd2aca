// Scores that compare two masks pixel by pixel.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Numbers of pixels of a true and a predicted mask. Each is at least 0, and their sum is below 2^31.
struct PixelCounts {
  std::int64_t both = 0;
  std::int64_t only_true = 0;
  std::int64_t only_predicted = 0;
  std::int64_t neither = 0;

  std::int64_t total() const { return both + only_true + only_predicted + neither; }
};

/// Returns the adjusted Rand index of the two masks, as scikit-learn's adjusted_rand_score does. Returns 1 if
/// there are no pixels.
double adjusted_rand_index(const PixelCounts& counts);

/// Returns the adjusted mutual information of the two masks, normalised by the arithmetic mean of their
/// entropies, as scikit-learn's adjusted_mutual_info_score does (Vinh, Epps and Bailey, JMLR 2010). Returns 1
/// if both masks have a single class or there are no pixels, and 0 if only one mask has a single class.
double adjusted_mutual_information(const PixelCounts& counts);

/// Jaccard J = both / (both + only_true + only_predicted), Dice 2 J / (1 + J) and conformity (2 J - 1) / J.
/// Not finite where a denominator is 0.
struct SemanticScores {
  double jaccard;
  double dice;
  double conformity;
};
SemanticScores semantic_scores(const PixelCounts& counts);

}  // namespace emsurvey

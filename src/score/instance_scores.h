// Scores that compare regions: adapted Rand and related scores.
#pragma once

#include <cstdint>

#include "score/contingency.h"

namespace emsurvey {

/// Scores of the SNEMI3D contest, and the Jaccard, Dice and conformity scores derived from them. Let p[i][j]
/// be the number of pixels in true region i and predicted region j (0 is background), and n the number of
/// pixels. With sums over i >= 1:
///   a_i = sum_{j>=0} p[i][j], b_j = sum p[i][j] for j >= 1, z = sum p[i][0]
///   A = sum a_i^2, B = sum b_j^2 + z/n, AB = sum_{i,j>=1} p[i][j]^2 + z/n
/// A score is NaN where its quotient is 0/0.
struct InstanceScores {
  double rand;                ///< 1 - (A + B - 2 AB) / n^2
  double precision;           ///< AB / B
  double recall;              ///< AB / A
  double f_score;             ///< 2 precision recall / (precision + recall)
  double adapted_rand_error;  ///< 1 - f_score
  double jaccard;             ///< AB / (A + B - AB)
  double dice;                ///< 2 AB / (A + B)
  double conformity;          ///< (2 jaccard - 1) / jaccard
};

/// Sums over the rows i >= 1 of the contingency table. Integers keep them exact (n^2 < 2^62).
struct OverlapSums {
  std::int64_t true_regions = 0;          ///< sum_i a_i^2
  std::int64_t predicted_regions = 0;     ///< sum_{j>=1} b_j^2
  std::int64_t overlaps = 0;              ///< sum_{i,j>=1} p[i][j]^2
  std::int64_t predicted_background = 0;  ///< z, pixels
};

/// Computes the scores from the sums; `pixels` as below.
InstanceScores scores_of_sums(const OverlapSums& sums, std::int64_t pixels);

/// `pixels` is n, the number of all annotated pixels including the true background; at least 1.
InstanceScores instance_scores(const ContingencyTable& table, std::int64_t pixels);

/// Returns 1 - adapted_rand_error as defined by scikit-image 0.26 (ignore_labels = (0,)), which counts pairs
/// of different pixels and treats the predicted background within true regions as one region. Returns NaN if
/// there is no such pair.
double f_score_skimage(const ContingencyTable& table);

}  // namespace emsurvey

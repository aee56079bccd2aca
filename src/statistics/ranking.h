// Ranking of the settings: average ranks, the test of Friedman, and resamples.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace emsurvey {

/// The test of M. Friedman (JASA 32, 1937) with the statistic of R. L. Iman and J. M. Davenport (Commun. Stat.
/// A9, 1980), and the critical difference of P. Nemenyi (thesis, Princeton 1963; J. Demsar, JMLR 7, 2006).
/// Values that are not defined are NaN.
struct FriedmanTest {
  static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> average_ranks;  ///< Rank 1 is the best; ties have mid-ranks.
  double chi2 = undefined;            ///< Undefined if all units are tied.
  double p_chi2 = undefined;
  double f = undefined;  ///< Undefined if all units have the same order.
  double p_f = undefined;
  double critical_difference = undefined;  ///< Of average ranks, level 0.05.
};

struct ResampledSetting {
  double low = 0;  ///< 95 % percentile interval of the mean.
  double high = 0;
  double first = 0;  ///< Share of the resamples in which the setting has the highest mean, shared when tied.
  double mean_rank = 0;
  double rank_low = 0;  ///< 95 % percentile interval of the rank.
  double rank_high = 0;
};

struct ResampledPair {
  std::size_t first = 0;  ///< Positions in Ranking::ranked.
  std::size_t second = 0;
  double low = 0;  ///< 95 % percentile interval of the difference of the means.
  double high = 0;
  double share_above = 0;  ///< Share of the resamples in which `first` is higher, ties half.
};

/// Resamples of the units; see bootstrap.h. They are not corrected for overlap.
struct Resamples {
  std::size_t draws = 0;
  std::vector<ResampledSetting> settings;  ///< In the order of Ranking::ranked.
  std::vector<ResampledPair> pairs;
};

struct Ranking {
  std::vector<std::size_t> ranked;       ///< Settings with more than half of the trainings that others have.
  std::vector<std::size_t> unranked;     ///< The other settings with scores.
  std::size_t complete_blocks = 0;       ///< Number of blocks that all ranked settings have.
  std::size_t units = 0;                 ///< N, of the complete blocks.
  std::optional<FriedmanTest> friedman;  ///< Empty if fewer than two settings or no complete block.
  std::optional<Resamples> resamples;    ///< Empty if fewer than two settings or units.
};

}  // namespace emsurvey

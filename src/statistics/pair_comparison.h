// Comparison of two settings for one label and metric.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "statistics/score_set.h"
#include "statistics/t_test.h"

namespace emsurvey {

enum class PairVerdict {
  no_common_unit,   ///< n = 0.
  one_unit,         ///< n = 1: a difference, but no test.
  equal,            ///< All differences are 0.
  no_spread,        ///< All differences are the same, but not 0: no test.
  undefined_apart,  ///< Scores are undefined for one setting only, which depends on the outcome: no test.
  tested,
};

/// Returns the verdict as it stands in the table, such as "no common unit".
const char* to_string(PairVerdict verdict);

/// Results for two settings. Values that are not defined are NaN. All differences are first - second.
struct PairComparison {
  static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  std::size_t first = 0;  ///< Positions of the settings in grid order; first < second.
  std::size_t second = 0;
  PairVerdict verdict = PairVerdict::no_common_unit;

  // Paired differences over the common units; see paired_differences().
  std::size_t n = 0;
  std::size_t higher = 0;  ///< Number of units in which `first` scores higher.
  std::size_t lower = 0;
  double difference = undefined;  ///< Mean; may differ from the difference of the means (missing trainings).
  double sd = undefined;

  // Paired t test, corrected resampled t test or, for trainings that nothing pairs, Welch's; see t_test.h.
  double se = undefined;   ///< Standard error of the difference.
  double low = undefined;  ///< 95 % interval.
  double high = undefined;
  double t = undefined;
  double df = undefined;  ///< Degrees of freedom.
  double p = undefined;
  double p_counted = undefined;      ///< As p, but 1 if `has_unequal_collapses`.
  double p_holm = undefined;         ///< p_counted after Holm over the pairs of the label and metric.
  double p_holm_labels = undefined;  ///< p_counted after Holm over the pairs of all labels.
  double low_all = undefined;        ///< Interval of level 1 - 0.05 / (number of tested pairs).
  double high_all = undefined;

  // Exact tests, which check but never decide; see exact_tests.h.
  double p_wilcoxon = undefined;
  double p_sign_flip = undefined;
  double p_smallest = undefined;  ///< Smallest p that an exact test can reach.

  // Effect sizes; see effect_sizes.h.
  double d_z = undefined;
  double g_z = undefined;
  double rank_biserial = undefined;
  double superiority = undefined;  ///< Share of units in which `first` is higher, ties half.
  double a12 = undefined;          ///< The same over all pairs of trainings.

  // Equivalence within the margin; see equivalence.h.
  double p_tost = undefined;
  double p_tost_holm = undefined;
  double tost_low = undefined;  ///< 90 % interval.
  double tost_high = undefined;
  double p_below = undefined;  ///< Posterior shares of differences below, within and above the margin.
  double p_rope = undefined;
  double p_above = undefined;

  double detectable = undefined;  ///< Difference that would have been found with power 0.8.

  // Welch's test over trainings, where trainings are the units.
  double p_welch = undefined;
  double p_welch_holm = undefined;
  double welch_low = undefined;
  double welch_high = undefined;

  // Flags.
  bool has_few_units = false;          ///< n < 6: the verdict relies on normally distributed differences.
  bool has_mixture = false;            ///< Some, not all trainings of either setting collapsed.
  bool has_unequal_collapses = false;  ///< n < 5, and the shares of collapsed trainings differ.

  /// Returns the flags as they stand in the table: "few mixture collapses", or fewer.
  std::string flags() const;
  /// Returns whether the settings differ after the correction over all pairs of the label and metric.
  bool is_different() const { return p_holm < significance_level; }
  /// Returns whether they are equivalent within the margin after the same correction.
  bool is_equivalent() const { return p_tost_holm < significance_level; }
};

/// Fewer units than this cannot reach p = 0.05 in an exact test.
inline constexpr std::size_t enough_units = 6;

struct PairDesign {
  Unit unit = Unit::training;
  bool is_paired = true;  ///< See Design.
  double overlap = 0;
  double margin = default_margin;
};

/// Returns the difference first - second of each common unit: the mean over the repeats that both have of the
/// mean over the images that both have, rounded. Images, repeats and units that one of them lacks drop out.
std::vector<double> paired_differences(const TrainingList& first, const TrainingList& second, Unit unit);

/// Compares two settings. The flags of collapses, `detectable` and what depends on the other pairs (p_counted, p
/// values after Holm, intervals of all pairs) stay undefined; see compare_all().
PairComparison compare_settings(const TrainingList& first, const TrainingList& second,
                                const PairDesign& design);

}  // namespace emsurvey

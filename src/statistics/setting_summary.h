// Mean, spread, confidence interval and collapsed trainings of each setting.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "statistics/score_set.h"

namespace emsurvey {

/// Mean score of one training over its test images.
struct TrainingMean {
  Block block;
  double mean = 0;
  bool is_collapsed = false;
};

/// Ends the name of a setting in a row in which its diverged trainings count.
inline constexpr const char* diverged_suffix = ", diverged counted as 0";

/// Results for one setting, label and metric. Values that are not defined are NaN.
struct SettingSummary {
  static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  std::size_t trainings = 0;
  std::size_t units = 0;            ///< n; see Design::unit.
  std::size_t images = 0;           ///< Scores, over all trainings.
  double mean = undefined;          ///< Mean of the unit means.
  double sd_trainings = undefined;  ///< Sample standard deviation of the training means.
  double sd_units = undefined;      ///< Sample standard deviation of the unit means.
  double sd_within = undefined;     ///< Pooled standard deviation of the images of a training.
  double low = undefined;           ///< 95 % interval of the mean, not clipped to [0, 1].
  double high = undefined;
  std::size_t collapsed = 0;         ///< Number of trainings that found nothing; see ImageScores::is_empty().
  double collapsed_low = undefined;  ///< 95 % interval of the share of collapsed trainings.
  double collapsed_high = undefined;
  double mean_not_collapsed = undefined;  ///< Mean of the units of the other trainings.
  /// Settings without a common letter differ (p_holm < 0.05). A common letter means "not told apart", never
  /// "equal". Empty for a setting without scores.
  std::string letters;
  std::size_t diverged =
      0;  ///< Trainings that have no scores and are in no other value, because they diverged.
  std::size_t failed = 0;                    ///< The same for trainings that failed otherwise.
  std::vector<TrainingMean> training_means;  ///< In the order of their blocks; the dots of a figure.

  /// Whether some trainings collapsed and others did not, so that the mean describes neither.
  bool is_mixture() const { return collapsed > 0 && collapsed < trainings; }
};

/// Summarises one setting. The interval is mean -+ t(0.975; n - 1) sd_units sqrt(1/n + overlap), the corrected
/// interval of C. Nadeau and Y. Bengio (Machine Learning 52, 2003); there is none for n = 1 or without spread.
/// `letters`, `diverged` and `failed` stay empty.
SettingSummary summarise_setting(const TrainingList& trainings, Unit unit, double overlap);

/// Returns the positions of the settings with scores by descending mean; tied ones in their order.
std::vector<std::size_t> settings_by_mean(const std::vector<SettingSummary>& settings);

}  // namespace emsurvey

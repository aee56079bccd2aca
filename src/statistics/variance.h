// Components of variance: where the spread of the scores comes from.
#pragma once

#include <limits>
#include <optional>

#include "statistics/complete_blocks.h"
#include "statistics/score_set.h"

namespace emsurvey {

/// An estimated variance. The method of moments can give a negative value, which is set to 0.
struct Component {
  double raw = std::numeric_limits<double>::quiet_NaN();  ///< NaN if it cannot be estimated.
  double value() const { return raw < 0 ? 0 : raw; }
};

/// Components of the scores of one setting.
struct VarianceComponents {
  Component split;  ///< Not estimated for trainings on one split.
  Component training;
  Component image;
  Component residual;
};

/// Components of the unit means of all ranked settings: two-way without repetition.
struct SettingComponents {
  Component setting;
  Component unit;
  Component interaction;
  /// unit / (unit + interaction): what pairing gains. NaN if both are 0.
  double pairing_correlation = std::numeric_limits<double>::quiet_NaN();
};

/// Estimates the components by the method of moments from the sums of squares about the means; images are
/// nested in splits and crossed with repeats (S. R. Searle, G. Casella and C. E. McCulloch, Variance Components,
/// 1992, chapter 4). If trainings are the units, all of them belong to one split. Returns nothing unless each
/// split has the same number of repeats and of images, each at least 2, and all repeats the same images.
std::optional<VarianceComponents> variance_components(const TrainingList& trainings, Unit unit);

/// Estimates the components likewise. Returns nothing for fewer than two settings or units.
std::optional<SettingComponents> setting_components(const UnitMatrix& values);

}  // namespace emsurvey

// Components of variance: where the spread of the scores comes from.
#pragma once

#include <limits>

namespace emsurvey {

/// An estimated variance. The method of moments can give a negative value, which is set to 0.
struct Component {
  double raw = std::numeric_limits<double>::quiet_NaN();  ///< NaN if it cannot be estimated.
  double value() const { return raw < 0 ? 0 : raw; }
};

/// Components of one setting; images are nested in splits and crossed with repeats (S. R. Searle, G. Casella
/// and C. E. McCulloch, Variance Components, 1992, chapter 4).
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

}  // namespace emsurvey

// Equivalence of two settings within a margin.
#pragma once

#include "statistics/t_test.h"

namespace emsurvey {

/// Values that are not defined are NaN.
struct Equivalence {
  double p = std::numeric_limits<double>::quiet_NaN();  ///< The larger p value of the two one-sided tests.
  Interval interval;                                    ///< 90 %; within the margin exactly if p < 0.05.
  /// Shares of the posterior distribution of the difference below -margin, within, and above the margin.
  double below = std::numeric_limits<double>::quiet_NaN();
  double within = std::numeric_limits<double>::quiet_NaN();
  double above = std::numeric_limits<double>::quiet_NaN();
};

/// Tests whether the difference lies within (-margin, margin) by two one-sided tests (D. J. Schuirmann, J.
/// Pharmacokinet. Biopharm. 15, 1987), and computes the posterior shares of the correlated Bayesian t test (G.
/// Corani and A. Benavoli, Machine Learning 100, 2015). `margin` is positive.
Equivalence test_equivalence(const TTest& test, double margin);

}  // namespace emsurvey

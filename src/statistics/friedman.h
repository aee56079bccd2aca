// Tests of ranks over all settings.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "statistics/complete_blocks.h"

namespace emsurvey {

/// Values that are not defined are NaN.
struct FriedmanTest {
  static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> average_ranks;  ///< Average rank of each setting; rank 1 is the best.
  double chi2 = undefined;            ///< Undefined if all settings are tied in all units.
  double p_chi2 = undefined;
  double f = undefined;  ///< Undefined if all units have the same order of settings, too.
  double p_f = undefined;
  double critical_difference = undefined;  ///< Critical difference of average ranks at level 0.05.
};

/// Ranks the settings in each unit (higher is better, ties have mid-ranks) and tests whether their average
/// ranks differ: the test of M. Friedman (JASA 32, 1937), corrected for ties, and its F statistic (R. L. Iman
/// and J. M. Davenport, Commun. Stat. A9, 1980). Without two units and two settings there is no test.
FriedmanTest friedman_test(const UnitMatrix& values);

/// Returns the critical difference of average ranks of `settings` over `units`, level 0.05 (P. Nemenyi, thesis,
/// Princeton 1963; J. Demsar, JMLR 7, 2006).
double critical_difference(std::size_t settings, std::size_t units);

}  // namespace emsurvey

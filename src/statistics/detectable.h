// The difference that a survey would have found.
#pragma once

#include "statistics/t_test.h"

namespace emsurvey {

/// Returns the difference, in standard errors, for which the two-sided t test of level `level` with `df`
/// degrees of freedom has power 0.8: the noncentrality d with P(|T'| > t(1 - level/2; df)) = 0.8, where T' has
/// the noncentral t distribution of df and d.
double detectable_standard_errors(double df, double level = significance_level);

/// Returns the standard deviation of the differences divided into the detectable difference of n units, so
/// that detectable = factor x sd: the table of numbers of trainings. `overlap` as in paired_t_test.
double detectable_factor(std::size_t n, double overlap, double level = significance_level);

}  // namespace emsurvey

// Sizes of the difference between two settings.
#pragma once

#include <vector>

namespace emsurvey {

/// Returns the factor by which the standardised difference of n pairs is multiplied to be unbiased:
/// Gamma(f/2) / (sqrt(f/2) Gamma((f - 1)/2)) with f = n - 1 (L. V. Hedges, J. Educ. Stat. 6, 1981). NaN for
/// n < 3.
double hedges_factor(std::size_t n);

/// Returns (W+ - W-) / (W+ + W-) of the signed ranks (D. S. Kerby, Compr. Psychol. 3, 2014); 0 if all
/// differences are 0.
double rank_biserial(const std::vector<double>& differences);

/// Returns the share of positive differences; zeros count half. NaN if there are none.
double share_of_positive(const std::vector<double>& differences);

/// Returns the chance that a value of `first` is higher than one of `second`, ties half (A. Vargha and H. D.
/// Delaney, J. Educ. Behav. Stat. 25, 2000). NaN if either is empty.
double a12(const std::vector<double>& first, const std::vector<double>& second);

}  // namespace emsurvey

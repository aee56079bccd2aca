// Least-squares fit of polynomials.
#pragma once

#include <utility>
#include <vector>

namespace emsurvey {

/// Returns the coefficients, constant first, of the polynomial of `degree` that fits `points` (x, y) best in
/// the least-squares sense. The degree is lower if there are fewer different x. Returns an empty vector if
/// there are no points.
std::vector<double> fit_polynomial(const std::vector<std::pair<double, double>>& points, int degree);

}  // namespace emsurvey

// Polynomials through points.
#pragma once

#include <utility>
#include <vector>

namespace emsurvey {

/// The coefficients, constant first, of the polynomial of `degree` with the least sum of squares over
/// `points` (x, y). Of a lower degree where there are fewer different x; of none for no points.
std::vector<double> fit_polynomial(const std::vector<std::pair<double, double>>& points, int degree);

}  // namespace emsurvey

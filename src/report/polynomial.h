// A parabola through points by least squares.
#pragma once

#include <array>
#include <vector>

namespace emsurvey {

/// y = factors[0] + factors[1] u + factors[2] u^2 with u = (x - middle) / half, which is in [-1, 1].
struct Parabola {
  double middle = 0;
  double half = 1;
  std::array<double, 3> factors{};

  double at(double x) const;
};

struct PlotPoint {
  double x;
  double y;
};

/// The least squares fit of degree 2; of degree 1 or 0 where there are fewer than 3 or 2 different x. At
/// least one point. gnuplot's own fit ends its script where the points are nearly singular.
Parabola fit_parabola(const std::vector<PlotPoint>& points);

}  // namespace emsurvey

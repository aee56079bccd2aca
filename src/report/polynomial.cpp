#include "report/polynomial.h"

#include <algorithm>
#include <set>

namespace emsurvey {
namespace {

/// Sum over the points of two functions of u and y.
template <class First, class Second>
long double inner(const std::vector<PlotPoint>& points, First first, Second second) {
  long double sum = 0;
  for (const PlotPoint& point : points) sum += first(point) * second(point);
  return sum;
}

}  // namespace

double Parabola::at(double x) const {
  const double u = (x - middle) / half;
  return factors[0] + u * (factors[1] + u * factors[2]);
}

// By polynomials that are orthogonal over the points: 1, p = u - mean_u, q = u^2 - slope p - mean_square.
Parabola fit_parabola(const std::vector<PlotPoint>& points) {
  std::set<double> places;
  for (const PlotPoint& point : points) places.insert(point.x);
  Parabola parabola;
  parabola.middle = (*places.begin() + *places.rbegin()) / 2;
  if (places.size() > 1) parabola.half = (*places.rbegin() - *places.begin()) / 2;

  const auto one = [](const PlotPoint&) { return 1.0L; };
  const auto y = [](const PlotPoint& point) -> long double { return point.y; };
  const auto u = [&](const PlotPoint& point) -> long double {
    return (static_cast<long double>(point.x) - parabola.middle) / parabola.half;
  };
  const auto square = [&](const PlotPoint& point) { return u(point) * u(point); };
  const auto n = static_cast<long double>(points.size());
  const long double mean_y = inner(points, y, one) / n;
  const long double mean_u = inner(points, u, one) / n;
  const long double mean_square = inner(points, square, one) / n;
  const auto p = [&](const PlotPoint& point) { return u(point) - mean_u; };
  long double linear = 0, quadratic = 0, slope = 0;
  if (places.size() > 1) {
    linear = inner(points, y, p) / inner(points, p, p);
    slope = inner(points, square, p) / inner(points, p, p);
  }
  if (places.size() > 2) {
    const auto q = [&](const PlotPoint& point) { return square(point) - slope * p(point) - mean_square; };
    quadratic = inner(points, y, q) / inner(points, q, q);
  }
  parabola.factors = {
      static_cast<double>(mean_y - linear * mean_u + quadratic * (slope * mean_u - mean_square)),
      static_cast<double>(linear - quadratic * slope), static_cast<double>(quadratic)};
  return parabola;
}

}  // namespace emsurvey

#include "report/polynomial_fit.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <set>

namespace emsurvey {

std::vector<double> fit_polynomial(const std::vector<std::pair<double, double>>& points, int degree) {
  std::set<double> places;
  for (const auto& [x, y] : points) places.insert(x);
  const auto terms = std::min<Eigen::Index>(degree + 1, static_cast<Eigen::Index>(places.size()));
  if (terms == 0) return {};
  Eigen::MatrixXd powers(static_cast<Eigen::Index>(points.size()), terms);
  Eigen::VectorXd values(powers.rows());
  for (Eigen::Index row = 0; row < powers.rows(); ++row) {
    const auto& [x, y] = points[static_cast<std::size_t>(row)];
    values(row) = y;
    for (Eigen::Index power = 0; power < terms; ++power)
      powers(row, power) = std::pow(x, static_cast<double>(power));
  }
  const Eigen::VectorXd solution = powers.colPivHouseholderQr().solve(values);
  return {solution.begin(), solution.end()};
}

}  // namespace emsurvey

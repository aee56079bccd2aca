#include <gtest/gtest.h>

#include "report/polynomial_fit.h"

namespace emsurvey {
namespace {

using Points = std::vector<std::pair<double, double>>;

void expect_coefficients(const std::vector<double>& actual, const std::vector<double>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-9);
}

// numpy.polyfit([8, 10, 12, 14, 16], [.2, .5, .4, .7, .6], 2), and the same with degree 1.
TEST(PolynomialFit, HasTheLeastSquares) {
  const Points points{{8, 0.2}, {10, 0.5}, {12, 0.4}, {14, 0.7}, {16, 0.6}};
  expect_coefficients(fit_polynomial(points, 2), {-1.0914285714286, 0.22142857142857, -0.0071428571428571});
  expect_coefficients(fit_polynomial(points, 1), {-0.12, 0.05});
}

TEST(PolynomialFit, GoesThroughAParabola) {
  expect_coefficients(fit_polynomial({{-1, 6}, {0, 1}, {1, 0}, {2, 3}}, 2), {1, -3, 2});
}

TEST(PolynomialFit, IsOfALowerDegreeForFewPlaces) {
  expect_coefficients(fit_polynomial({{1, 1}, {1, 3}, {3, 4}}, 2), {1, 1});
  expect_coefficients(fit_polynomial({{5, 1}, {5, 3}}, 2), {2});
  EXPECT_TRUE(fit_polynomial({}, 2).empty());
}

TEST(PolynomialFit, TakesValuesThatDoNotDiffer) {
  expect_coefficients(
      fit_polynomial({{8, 3e-8}, {8, 5e-8}, {10, 3e-8}, {10, 5e-8}, {12, 3e-8}, {12, 5e-8}}, 2),
      {4e-8, 0, 0});
}

}  // namespace
}  // namespace emsurvey

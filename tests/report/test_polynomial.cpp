#include <gtest/gtest.h>

#include <cmath>

#include "report/polynomial.h"

namespace emsurvey {
namespace {

// numpy's polyfit of the same points.
TEST(FitParabola, IsNumpys) {
  const Parabola fit =
      fit_parabola({{8, 0.25}, {8, 0.75}, {10, 0.5}, {10, 0.7}, {16, 0.9}, {16, 0.9}, {24, 0.3}});
  EXPECT_NEAR(fit.at(8), 0.4624776652769511, 1e-12);
  EXPECT_NEAR(fit.at(16), 0.8749851101846344, 1e-12);
  EXPECT_NEAR(fit.at(24), 0.31072066706372947, 1e-12);
}

TEST(FitParabola, HasALowerDegreeWhereFewPlacesDiffer) {
  const Parabola line = fit_parabola({{9, 0.1}, {9, 0.3}, {24, 0.4}});
  EXPECT_NEAR(line.at(9), 0.2, 1e-12);
  EXPECT_NEAR(line.at(24), 0.4, 1e-12);
  EXPECT_EQ(line.factors[2], 0);
  EXPECT_NEAR(fit_parabola({{5, 0.25}, {5, 0.75}}).at(5), 0.5, 1e-12);
}

TEST(FitParabola, HoldsForPlacesThatAreNearlyOne) {
  const Parabola fit = fit_parabola({{8, 0.5}, {9, 0.5}, {1'000'000, 0.5}});
  EXPECT_NEAR(fit.at(500'000), 0.5, 1e-7);
  EXPECT_NEAR(fit_parabola({{8, 0.2}, {9, 0.4}, {1'000'000, 0.7}}).at(9), 0.4, 1e-6);
}

}  // namespace
}  // namespace emsurvey

#include "statistics/equivalence.h"

#include <algorithm>

namespace emsurvey {

Equivalence test_equivalence(const TTest& test, double margin) {
  Equivalence result;
  if (!test.is_defined()) return result;
  result.interval = test.interval(0.9);
  // T is symmetric, so the share below a bound is the share of the mirrored difference above its mirror.
  const TTest mirrored{-test.difference, test.se, test.df};
  result.below = mirrored.share_above(margin);
  result.above = test.share_above(margin);
  result.within = 1 - result.below - result.above;
  result.p = std::max(result.below, result.above);
  return result;
}

}  // namespace emsurvey

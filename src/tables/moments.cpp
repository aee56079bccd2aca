#include "tables/moments.h"

#include <cmath>

namespace emsurvey {

Moments moments_of(const std::vector<double>& values) {
  Moments moments;
  long double sum = -0.0L;  // The neutral element of addition: adding +0.0 would turn -0.0 into +0.0.
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++moments.n;
  }
  if (moments.n == 0) return moments;
  const long double mean = sum / static_cast<long double>(moments.n);
  moments.mean = static_cast<double>(mean);
  if (moments.n < 2) return moments;
  long double squares = 0;
  for (const double value : values)
    if (std::isfinite(value)) squares += (value - mean) * (value - mean);
  moments.sd = static_cast<double>(std::sqrt(squares / static_cast<long double>(moments.n - 1)));
  return moments;
}

}  // namespace emsurvey

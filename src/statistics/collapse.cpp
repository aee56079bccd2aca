#include "statistics/collapse.h"

#include <boost/math/distributions/beta.hpp>

namespace emsurvey {

Interval share_interval(std::size_t count, std::size_t total) {
  if (total == 0) return {};
  using Beta = boost::math::beta_distribution<>;
  const double k = static_cast<double>(count), m = static_cast<double>(total);
  const double tail = significance_level / 2;
  return {count == 0 ? 0 : quantile(Beta(k, m - k + 1), tail),
          count == total ? 1 : quantile(complement(Beta(k + 1, m - k), tail))};
}

}  // namespace emsurvey

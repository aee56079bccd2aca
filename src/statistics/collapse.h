// Share of trainings that found nothing.
#pragma once

#include <cstddef>

#include "statistics/t_test.h"

namespace emsurvey {

/// Returns the exact 95 % interval of a share of which `count` of `total` were observed (C. J. Clopper and E. S.
/// Pearson, Biometrika 26, 1934). Undefined if `total` is 0.
Interval share_interval(std::size_t count, std::size_t total);

}  // namespace emsurvey

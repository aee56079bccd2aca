// Numbers of an analysis as text.
#pragma once

#include <cstddef>
#include <string>

#include "statistics/t_test.h"

namespace emsurvey {

/// Formats a score, such as "0.812" or "-0.050"; never "-0.000".
std::string score_text(double score);

/// Formats an interval, such as "-0.480 to 1.290".
std::string interval_text(const Interval& interval);

/// Formats "p = 0.012" or "p < 0.001".
std::string p_text(double p);

/// Formats a share in percent without decimals, such as "86 %".
std::string percent_text(double share);

/// Formats "1 training" or "3 trainings".
std::string counted_text(std::size_t count, const std::string& noun);

}  // namespace emsurvey

// Tics of a numeric axis.
#pragma once

#include <string>

#include "report/figure_script.h"

namespace emsurvey {

/// Returns the argument of gnuplot's `set xtics`: the numbers themselves if they are few and far enough
/// apart, otherwise a spacing or decades.
std::string axis_tics(const NumericAxis& axis);

}  // namespace emsurvey

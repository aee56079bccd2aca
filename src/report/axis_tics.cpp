#include "report/axis_tics.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "report/gnuplot_text.h"

namespace emsurvey {
namespace {

/// Returns the tic spacing: 1, 2 or 5 times a power of ten that divides `span` into at most eight intervals.
double tic_step(double span) {
  const double least = std::max(1e-9, span / 8);
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1, 2, 5})
    if (power * factor >= least * (1 - 1e-9)) return power * factor;
  return power * 10;
}

}  // namespace

std::string axis_tics(const NumericAxis& axis) {
  const std::set<double> values(axis.values.begin(), axis.values.end());
  const double first = axis.drawn(*values.begin()), last = axis.drawn(*values.rbegin()), span = last - first;
  double closest = 1;
  for (auto value = values.begin(); std::next(value) != values.end(); ++value)
    closest = std::min(closest, (axis.drawn(*std::next(value)) - axis.drawn(*value)) / span);
  std::string tics;
  if (values.size() <= 8 && closest > 0.09) {
    for (const double value : values)
      tics += (tics.empty() ? "" : ", ") + gnuplot_tic_label(gnuplot_number(value)) + " " +
              gnuplot_number(axis.drawn(value));
  } else if (axis.is_logarithmic) {
    for (int power = static_cast<int>(std::floor(first)); power <= std::ceil(last); ++power)
      tics += (tics.empty() ? "" : ", ") + gnuplot_tic_label("1e" + std::to_string(power)) + " " +
              std::to_string(power);
  } else {
    return gnuplot_number(tic_step(span));
  }
  return "(" + tics + ")";
}

}  // namespace emsurvey

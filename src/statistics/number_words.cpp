#include "statistics/number_words.h"

#include <fmt/format.h>

#include <cmath>

namespace emsurvey {

std::string score_text(double score) {
  const double rounded = std::round(score * 1000) / 1000;
  return fmt::format("{:.3f}", rounded == 0 ? 0.0 : rounded);
}

std::string interval_text(const Interval& interval) {
  return score_text(interval.low) + " to " + score_text(interval.high);
}

std::string p_text(double p) {
  return p < 0.001 ? "p < 0.001" : fmt::format("p = {:.3f}", p);
}

std::string percent_text(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}

std::string counted_text(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace emsurvey

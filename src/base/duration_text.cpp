#include "base/duration_text.h"

#include <fmt/core.h>

#include <cmath>

namespace emsurvey {

std::string duration_text(double seconds) {
  const auto minutes = std::llround(seconds / 60);
  if (seconds < 60) return std::to_string(static_cast<long long>(seconds)) + " s";
  if (minutes < 60) return std::to_string(minutes) + " min";
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

}  // namespace emsurvey

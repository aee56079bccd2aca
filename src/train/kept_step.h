// Choice of the step whose weights are kept.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

namespace emsurvey {

/// A step at which a training was validated, and the score of its weights.
struct KeptStep {
  std::int64_t step;
  double score;
};

/// Whether weights with this score replace the kept ones. Of equal scores the earlier one stays; an undefined
/// score never replaces another.
inline bool is_better(double score, const std::optional<KeptStep>& kept) {
  return std::isfinite(score) && (!kept || score > kept->score);
}

}  // namespace emsurvey

// The line that shows the progress of a survey.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace emsurvey {

struct ProgressState {
  double share = 0;  ///< Share of the work that is done, in 0..1.
  std::int64_t done = 0, failed = 0, runs = 0;
  double images_per_s = 0;
  std::optional<double> left_s{};  ///< Time left, if it can be estimated.
  std::string activity{};          ///< What this rank does; may be empty.
};

/// Returns a line of at most `columns` columns. Where they are too few, the activity is shortened first; then
/// activity, speed, bar and time left are omitted, one after the other, and the rest is cut.
std::string progress_line(const ProgressState& state, std::size_t columns);

}  // namespace emsurvey

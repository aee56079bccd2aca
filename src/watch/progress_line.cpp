#include "watch/progress_line.h"

#include <fmt/core.h>

#include <array>
#include <cmath>

#include "base/duration_text.h"
#include "base/terminal.h"
#include "base/visible_text.h"

namespace emsurvey {
namespace {

/// The parts of the line in their order.
enum Part { bar, percentage, runs, speed, left, activity, part_count };
using Parts = std::array<std::string, part_count>;

std::string bar_text(double share) {
  constexpr std::size_t width = 20;
  const auto filled = static_cast<std::size_t>(std::floor(share * width));
  return "[" + std::string(filled, '#') + std::string(width - filled, '.') + "]";
}

std::string joined(const Parts& parts) {
  std::string line;
  for (const std::string& part : parts)
    if (!part.empty()) line += (line.empty() ? "" : "  ") + part;
  return line;
}

/// Shortens the activity by `excess` columns, unless too little of it would be left.
void shorten_activity(Parts& parts, std::size_t excess) {
  constexpr std::size_t least = 8;
  const std::string dots = "...";
  const std::size_t width = columns_of(parts[activity]);
  if (width >= excess + dots.size() + least)
    parts[activity] = cut_to_columns(parts[activity], width - excess - dots.size()) + dots;
}

}  // namespace

std::string progress_line(const ProgressState& state, std::size_t columns) {
  Parts parts;
  parts[bar] = bar_text(state.share);
  parts[percentage] = fmt::format("{:.0f} %", 100 * state.share);
  parts[runs] = fmt::format("{} of {} runs done", state.done, state.runs);
  if (state.failed > 0) parts[runs] += fmt::format(", {} failed", state.failed);
  parts[speed] = fmt::format("{:.1f} images/s", state.images_per_s);
  if (state.left_s) parts[left] = duration_text(*state.left_s) + " left";
  parts[activity] = visible(state.activity);

  const auto width = [&] { return columns_of(joined(parts)); };
  if (width() > columns) shorten_activity(parts, width() - columns);
  for (const Part part : {activity, speed, bar, left})
    if (width() > columns) parts[part].clear();
  return cut_to_columns(joined(parts), columns);
}

}  // namespace emsurvey

#include "report/overlay.h"

#include <algorithm>
#include <unordered_map>

namespace emsurvey {
namespace {

Picture blank_picture(int height, int width) {
  Picture picture;
  for (std::size_t channel = 0; channel < picture.size(); ++channel)
    picture[channel] = Plane<std::uint8_t>(height, width, OverlayColours::background[channel]);
  return picture;
}

void paint(Picture& picture, std::size_t pixel, const Colour& colour) {
  for (std::size_t channel = 0; channel < picture.size(); ++channel)
    picture[channel].values[pixel] = colour[channel];
}

std::vector<std::int64_t> areas_of(const Plane<std::int32_t>& regions) {
  std::vector<std::int64_t> areas(1, 0);
  for (const std::int32_t region : regions.values) {
    const auto at = static_cast<std::size_t>(region);
    if (at >= areas.size()) areas.resize(at + 1, 0);
    ++areas[at];
  }
  return areas;
}

}  // namespace

Picture pixel_overlay(const Plane<std::uint8_t>& predicted, const Plane<std::uint8_t>& truth) {
  Picture picture = blank_picture(truth.height, truth.width);
  for (std::size_t i = 0; i < truth.values.size(); ++i) {
    const bool is_true = truth.values[i] != 0, is_predicted = predicted.values[i] != 0;
    if (is_true && is_predicted) paint(picture, i, OverlayColours::right);
    if (is_true && !is_predicted) paint(picture, i, OverlayColours::missed);
    if (!is_true && is_predicted) paint(picture, i, OverlayColours::invented);
  }
  return picture;
}

RegionErrors region_errors(const Plane<std::int32_t>& predicted, const Plane<std::int32_t>& truth) {
  const std::vector<std::int64_t> areas = areas_of(truth);
  const std::size_t predicted_count = areas_of(predicted).size();
  std::unordered_map<std::uint64_t, std::int64_t> overlaps;
  for (std::size_t i = 0; i < truth.values.size(); ++i)
    if (truth.values[i] > 0 && predicted.values[i] > 0)
      ++overlaps[(static_cast<std::uint64_t>(truth.values[i]) << 32U) |
                 static_cast<std::uint32_t>(predicted.values[i])];
  std::vector<int> covers(predicted_count, 0), covered(areas.size(), 0);
  for (const auto& [regions, pixels] : overlaps) {
    const std::size_t of_truth = regions >> 32U, of_prediction = regions & 0xFFFFFFFFU;
    if (static_cast<double>(pixels) < covered_share * static_cast<double>(areas[of_truth])) continue;
    ++covers[of_prediction];
    ++covered[of_truth];
  }
  RegionErrors errors;
  for (const int count : covers) errors.is_merged.push_back(count > 1);
  for (const int count : covered) errors.is_split.push_back(count > 1);
  errors.merged =
      static_cast<std::size_t>(std::count(errors.is_merged.begin(), errors.is_merged.end(), true));
  errors.split = static_cast<std::size_t>(std::count(errors.is_split.begin(), errors.is_split.end(), true));
  return errors;
}

Picture region_overlay(const Plane<std::int32_t>& predicted, const Plane<std::int32_t>& truth,
                       const RegionErrors& errors) {
  Picture picture = blank_picture(truth.height, truth.width);
  for (std::size_t i = 0; i < truth.values.size(); ++i) {
    const auto true_region = static_cast<std::size_t>(truth.values[i]);
    const auto predicted_region = static_cast<std::size_t>(predicted.values[i]);
    if (true_region == 0 && predicted_region == 0) continue;
    const bool is_merged = errors.is_merged[predicted_region], is_split = errors.is_split[true_region];
    paint(picture, i,
          is_merged && is_split ? OverlayColours::merged_and_split
          : is_merged           ? OverlayColours::merged
          : is_split            ? OverlayColours::split
                                : OverlayColours::right);
  }
  return picture;
}

Plane<std::uint8_t> thumbnail(const Plane<std::uint8_t>& plane, int longest_px) {
  const int factor = (std::max(plane.height, plane.width) + longest_px - 1) / longest_px;
  if (factor <= 1) return plane;
  Plane<std::uint8_t> small((plane.height + factor - 1) / factor, (plane.width + factor - 1) / factor);
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      const int bottom = std::min(plane.height, (y + 1) * factor),
                right = std::min(plane.width, (x + 1) * factor);
      std::int64_t sum = 0;
      for (int from_y = y * factor; from_y < bottom; ++from_y)
        for (int from_x = x * factor; from_x < right; ++from_x) sum += plane.at(from_y, from_x);
      const std::int64_t count = std::int64_t{bottom - y * factor} * (right - x * factor);
      small.at(y, x) = static_cast<std::uint8_t>((sum + count / 2) / count);
    }
  }
  return small;
}

Picture thumbnail(const Picture& picture, int longest_px) {
  return {thumbnail(picture[0], longest_px), thumbnail(picture[1], longest_px),
          thumbnail(picture[2], longest_px)};
}

}  // namespace emsurvey

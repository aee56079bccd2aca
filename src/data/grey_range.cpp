#include "data/grey_range.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>

namespace emsurvey {
namespace {

std::string number(double value) {
  return fmt::format("{:g}", value);
}

}  // namespace

GreyHistogram::GreyHistogram(const DatasetFormat& format)
    : counts_(std::size_t{1} << format.bit_depth), value_range_(format.value_range.value_or(ValueRange())) {}

GreyHistogram::GreyHistogram(const Dataset& dataset, const CutOff& cut_off)
    : GreyHistogram(static_cast<const DatasetFormat&>(dataset)) {
  cut_off_ = cut_off;
  for (const Section& section : dataset.sections) add(section.raw, {});
}

void GreyHistogram::add(const Plane<std::uint16_t>& raw, const CutOff& cut_off) {
  for (const std::uint16_t value : raw.values) ++counts_.at(value);
  pixels_ += std::ssize(raw.values);
  cut_off_ += cut_off;
}

std::pair<int, int> GreyHistogram::range_without(std::int64_t left_out) const {
  std::size_t low = 0;
  for (std::int64_t below = counts_[low]; below <= left_out; below += counts_[low]) ++low;
  std::size_t high = counts_.size() - 1;
  for (std::int64_t above = counts_[high]; above <= left_out; above += counts_[high]) --high;
  return {static_cast<int>(low), static_cast<int>(high)};
}

std::pair<int, int> GreyHistogram::usual_range() const {
  const auto range = range_without(pixels_ / 1000);
  return range.first < range.second ? range : range_without(0);
}

std::int64_t GreyHistogram::pixels_outside(double low, double high) const {
  std::int64_t outside = 0;
  for (std::size_t value = 0; value < counts_.size(); ++value) {
    const auto grey = static_cast<double>(value);
    if (grey < low || grey > high) outside += counts_[value];
  }
  // Clipped pixels are counted at the first or the last grey value. They lie outside the range even if that
  // value lies inside.
  if (low <= 0) outside += cut_off_.below;
  if (high >= static_cast<double>(counts_.size() - 1)) outside += cut_off_.above;
  return outside;
}

bool GreyHistogram::has_little_contrast(double low, double high) const {
  constexpr double smallest_part = 1.0 / 16;
  const auto [usual_low, usual_high] = usual_range();
  return usual_high - usual_low < smallest_part * (high - low);
}

std::string GreyHistogram::range_text(double low, double high) const {
  return number(value_range_.value_of(low)) + " to " + number(value_range_.value_of(high));
}

int GreyHistogram::distinct_values() const {
  return static_cast<int>(
      std::count_if(counts_.begin(), counts_.end(), [](std::int64_t count) { return count > 0; }));
}

std::pair<int, int> GreyHistogram::widest_gap() const {
  const auto [low, high] = usual_range();
  std::pair<int, int> widest{low, low};
  int last = low;
  for (int value = low; value <= high; ++value) {
    if (counts_[static_cast<std::size_t>(value)] == 0) continue;
    if (value - last > widest.second - widest.first) widest = {last, value};
    last = value;
  }
  return widest;
}

std::vector<std::string> GreyHistogram::warnings(const std::string& subject, double low, double high) const {
  const auto [usual_low, usual_high] = usual_range();
  const std::string usual = range_text(usual_low, usual_high);
  const std::string range = range_text(low, high);
  if (distinct_values() <= 2)
    return {subject + ": no more than two grey values; are these labels instead of sections?"};
  if (has_little_contrast(low, high)) {
    return {subject + ": almost all grey values lie within " + usual + ", a small part of " + range +
            "; the network sees more contrast with --grey-range LOW HIGH"};
  }
  if (has_many_outside(low, high)) {
    return {subject + ": more than a tenth of the pixels lie outside " + range +
            "; the network sees them as black or white"};
  }
  const auto [gap_low, gap_high] = widest_gap();
  if (gap_high - gap_low > (high - low) / 2) {
    return {subject + ": no grey value within " + range_text(gap_low, gap_high) + ", most of " + range +
            "; if the values at one end are not tissue (padding, hot pixels), exclude them with --grey-range "
            "LOW HIGH"};
  }
  return {};
}

}  // namespace emsurvey

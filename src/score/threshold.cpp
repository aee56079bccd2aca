#include "score/threshold.h"

#include <algorithm>
#include <cmath>

namespace emsurvey {
namespace {

constexpr double highest_value = 255;

}  // namespace

std::uint8_t highest_absent_value(double threshold) {
  return static_cast<std::uint8_t>(std::floor(std::clamp(highest_value * threshold, 0.0, highest_value)));
}

Plane<std::uint8_t> presence_mask_at(const Plane<std::uint8_t>& label_image, double threshold) {
  Plane<std::uint8_t> mask(label_image.height, label_image.width);
  std::transform(label_image.values.begin(), label_image.values.end(), mask.values.begin(),
                 [absent = highest_absent_value(threshold)](std::uint8_t value) {
                   return static_cast<std::uint8_t>(value > absent);
                 });
  return mask;
}

const std::vector<double>& curve_thresholds() {
  static const std::vector<double> thresholds = [] {
    std::vector<double> values;
    for (int k = 1; k < 32; ++k) values.push_back(k / 32.0);
    return values;
  }();
  return thresholds;
}

const std::vector<double>& all_thresholds() {
  static const std::vector<double> thresholds = [] {
    std::vector<double> values;
    for (int k = 0; k < 255; ++k) values.push_back((k + 0.5) / highest_value);
    return values;
  }();
  return thresholds;
}

}  // namespace emsurvey

#include "score/score_input.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "score/regions.h"

namespace emsurvey {
namespace {

using Mask = Plane<std::uint8_t>;

void check_sizes(const ScoreInput& input) {
  const bool is_same = input.truth.same_size(input.predicted) &&
                       (!input.true_regions || input.truth.same_size(*input.true_regions)) &&
                       (!input.valid || input.truth.same_size(*input.valid));
  if (!is_same) throw std::invalid_argument("scores: the planes differ in size");
}

/// Numbers the annotated regions from 1 in raster order of their first pixel.
Plane<std::int32_t> renumbered(const Plane<std::uint32_t>& regions, const Mask& annotated) {
  Plane<std::int32_t> result(regions.height, regions.width);
  std::unordered_map<std::uint32_t, std::int32_t> numbers;
  std::uint32_t last = 0;  // Adjacent pixels mostly agree, which saves a look-up.
  std::int32_t number = 0;
  for (std::size_t i = 0; i < regions.values.size(); ++i) {
    const std::uint32_t region = regions.values[i];
    if (region == 0 || annotated.values[i] == 0) continue;
    if (region != last) {
      last = region;
      number = numbers.try_emplace(region, static_cast<std::int32_t>(numbers.size()) + 1).first->second;
    }
    result.values[i] = number;
  }
  return result;
}

}  // namespace

Mask annotated_pixels(const ScoreInput& input) {
  check_sizes(input);
  Mask result(input.truth.height, input.truth.width, 1);
  if (input.valid) {
    std::transform(input.valid->values.begin(), input.valid->values.end(), result.values.begin(),
                   [](std::uint8_t value) { return static_cast<std::uint8_t>(value != 0); });
  }
  return result;
}

Mask region_mask(const Mask& label, bool regions_between, const Mask& annotated) {
  Mask result(label.height, label.width);
  std::transform(label.values.begin(), label.values.end(), annotated.values.begin(), result.values.begin(),
                 [regions_between](std::uint8_t value, std::uint8_t is_annotated) {
                   return static_cast<std::uint8_t>(((value != 0) != regions_between) & is_annotated);
                 });
  return result;
}

Plane<std::int32_t> true_regions(const ScoreInput& input, const Mask& annotated) {
  if (input.true_regions) return renumbered(*input.true_regions, annotated);
  return label_regions(region_mask(input.truth, input.regions_between, annotated));
}

}  // namespace emsurvey

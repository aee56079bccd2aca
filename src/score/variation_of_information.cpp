#include "score/variation_of_information.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace emsurvey {

VariationOfInformation variation_of_information(const ContingencyTable& table) {
  std::vector<std::int64_t> true_sizes(static_cast<std::size_t>(table.true_regions) + 1);
  std::vector<std::int64_t> predicted_sizes(static_cast<std::size_t>(table.predicted_regions) + 1);
  std::int64_t pixels = 0;
  for (const Overlap& overlap : table.overlaps) {
    true_sizes[static_cast<std::size_t>(overlap.true_region)] += overlap.pixels;
    predicted_sizes[static_cast<std::size_t>(overlap.predicted_region)] += overlap.pixels;
    pixels += overlap.pixels;
  }
  double split = 0;
  double merge = 0;
  for (const Overlap& overlap : table.overlaps) {
    const auto both = static_cast<double>(overlap.pixels);
    const auto of = [](const std::vector<std::int64_t>& sizes, std::int32_t region) {
      return static_cast<double>(sizes[static_cast<std::size_t>(region)]);
    };
    split += both * std::log2(of(true_sizes, overlap.true_region) / both);
    merge += both * std::log2(of(predicted_sizes, overlap.predicted_region) / both);
  }
  return {split / static_cast<double>(pixels), merge / static_cast<double>(pixels)};
}

}  // namespace emsurvey

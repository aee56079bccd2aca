#include "predict/numbered_regions.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "io/tiff_writer.h"
#include "score/bit_image.h"
#include "score/threshold.h"

namespace emsurvey {
namespace {

template <class T>
void write_numbers(const std::filesystem::path& path, const RegionRuns& regions, int width) {
  Plane<T> numbers(static_cast<int>(regions.rows()), width);
  for (std::size_t y = 0; y < regions.rows(); ++y) {
    T* row = &numbers.at(static_cast<int>(y), 0);
    for (const RegionRun& run : regions.row(y))
      std::fill(row + run.begin, row + run.end, static_cast<T>(run.region));
  }
  write_tiff(path, numbers.values.size() * sizeof(T), [&](TiffWriter& file) { file.add(numbers); });
}

}  // namespace

RegionRuns numbered_regions(const Plane<std::uint8_t>& label_image, double threshold, Polarity polarity) {
  const std::uint8_t highest_absent = highest_absent_value(threshold);
  ConnectedRuns components(label_image.height, Connectivity::edges);
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(label_image.width));
  BitImage bits(1, label_image.width);
  for (int y = 0; y < label_image.height; ++y) {
    const std::uint8_t* row = &label_image.at(y, 0);
    std::transform(row, row + label_image.width, mask.begin(), [&](std::uint8_t value) {
      return static_cast<std::uint8_t>((value > highest_absent) == (polarity == Polarity::label));
    });
    pack_row(mask.data(), label_image.width, bits.row(0));
    components.add_row(bits.row(0));
  }
  return components.finish();
}

void write_regions(const std::filesystem::path& path, const RegionRuns& regions, int width) {
  if (regions.count <= std::numeric_limits<std::uint16_t>::max())
    write_numbers<std::uint16_t>(path, regions, width);
  else
    write_numbers<std::uint32_t>(path, regions, width);
}

}  // namespace emsurvey

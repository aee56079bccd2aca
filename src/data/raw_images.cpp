#include "data/raw_images.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/number.h"
#include "data/label_planes.h"
#include "data/problems.h"

namespace emsurvey {
namespace {

constexpr double largest_grey = std::numeric_limits<std::uint16_t>::max();

/// Statistics of the values of many sections.
class ValueStatistics {
 public:
  void add(Plane<double> plane) {
    std::vector<double>& values = plane.values;
    for (const double value : values) {
      lowest_ = std::min(lowest_, value);
      highest_ = std::max(highest_, value);
      is_whole_ = is_whole_ && value == std::floor(value);
    }
    const auto left_out = static_cast<std::ptrdiff_t>(values.size() / 1000);
    const auto low = values.begin() + left_out;
    const auto high = values.end() - 1 - left_out;
    std::nth_element(values.begin(), low, values.end());
    usual_low_ = std::min(usual_low_, *low);
    std::nth_element(values.begin(), high, values.end());
    usual_high_ = std::max(usual_high_, *high);
  }

  bool is_one_value() const { return lowest_ == highest_; }

  ValueRange range() const {
    if (is_whole_ && highest_ - lowest_ <= largest_grey) return {lowest_, lowest_ + largest_grey};
    const double width = usual_high_ - usual_low_;
    if (width == 0) return {lowest_, highest_};
    return {std::max(lowest_, usual_low_ - width), std::min(highest_, usual_high_ + width)};
  }

 private:
  double lowest_ = std::numeric_limits<double>::infinity();
  double highest_ = -std::numeric_limits<double>::infinity();
  double usual_low_ = std::numeric_limits<double>::infinity();
  double usual_high_ = -std::numeric_limits<double>::infinity();
  bool is_whole_ = true;
};

/// Throws unless all readable images have the same type; others are reported when they are read.
void check_types(const ImageFolder& images) {
  const FolderImage* first = nullptr;
  Problems problems;
  for (const FolderImage& image : images.images()) {
    if (image.header.height == 0) continue;
    if (first == nullptr) first = &image;
    problems.collect([&] {
      require(image.header.type == first->header.type, image.description(),
              "has " + image.header.type.description() + " but " + first->path.filename().string() + " has " +
                  first->header.type.description(),
              "save all sections with the same depth");
    });
  }
  problems.throw_if_any();
}

}  // namespace

std::optional<ValueRange> value_range_of(ImageFolder& images,
                                         const std::optional<std::pair<double, double>>& given) {
  const bool has_wide = std::any_of(images.images().begin(), images.images().end(),
                                    [](const FolderImage& image) { return image.header.type.is_wide(); });
  if (!has_wide) return std::nullopt;
  check_types(images);
  if (given) return ValueRange{given->first, given->second};
  ValueStatistics statistics;
  Problems problems;
  for (std::size_t i = 0; i < images.images().size(); ++i)
    problems.collect([&] { statistics.add(images.read_grey_values(i)); });
  problems.throw_if_any();
  require(!statistics.is_one_value(), images.path().string(), "has the same grey value everywhere",
          "check the images, or give --grey-range LOW HIGH");
  return statistics.range();
}

RawValues raw_values(ImageFolder& images, std::size_t index, const std::optional<ValueRange>& range) {
  const FolderImage& image = images.images().at(index);
  if (!range) return {raw_plane(images.read(index), image.description()), {}};
  require(image.header.type.is_wide() || image.header.height == 0, image.description(),
          "has " + image.header.type.description() + ", unlike the sections of the data set",
          "save it with their type (their values: " + python_repr(range->low) + " to " +
              python_repr(range->high) + ")");
  const Plane<double> values = images.read_grey_values(index);
  RawValues raw{{values.height, values.width}, {}};
  std::transform(values.values.begin(), values.values.end(), raw.grey.values.begin(), [&](double value) {
    const double grey = range->grey_of(value);
    raw.cut_off.below += grey < 0 ? 1 : 0;
    raw.cut_off.above += grey > largest_grey ? 1 : 0;
    return static_cast<std::uint16_t>(std::lround(std::clamp(grey, 0.0, largest_grey)));
  });
  return raw;
}

void check_raw_sizes(const ImageFolder& images) {
  constexpr std::uint64_t always_allowed = std::uint64_t{64} << 20;
  constexpr std::uint64_t largest_expansion = 250;  // Tissue is compressed by a factor of 2 to 20.
  std::map<std::filesystem::path, std::uint64_t> bytes_of_files;
  for (const FolderImage& image : images.images()) {
    bytes_of_files[image.path] += static_cast<std::uint64_t>(image.header.height) *
                                  static_cast<std::uint64_t>(image.header.width) *
                                  sample_bytes(image.header.type);
  }
  Problems problems;
  for (const auto& [path, bytes] : bytes_of_files) {
    std::error_code error;
    const std::uint64_t stored = std::filesystem::file_size(path, error);
    problems.collect([&, &file = path, &unpacked = bytes] {
      require(error || unpacked <= always_allowed || unpacked / largest_expansion <= stored, file.string(),
              "would unpack from " + std::to_string(stored / 1000) + " KB to " +
                  std::to_string(unpacked / 1000000) + " MB, so it shows almost nothing",
              "leave it out, or save it without compression if it is meant");
    });
  }
  problems.throw_if_any();
}

void check_memory(const ImageFolder& images, const std::vector<LabelSource>& labels) {
  std::uint64_t pixels = 0;
  for (const FolderImage& image : images.images())
    pixels +=
        static_cast<std::uint64_t>(image.header.height) * static_cast<std::uint64_t>(image.header.width);
  std::uint64_t bytes_per_pixel = sizeof(std::uint16_t);
  for (const LabelSource& source : labels) {
    const bool has_numbers =
        source.label.kind == LabelKind::instances || source.label.kind == LabelKind::cells;
    bytes_per_pixel += 1 + (has_numbers ? sizeof(std::uint32_t) : 0);
  }
  require_memory(
      images.path().string(),
      std::to_string(images.images().size()) + " sections of together " + std::to_string(pixels) + " pixels",
      pixels * bytes_per_pixel);
}

}  // namespace emsurvey

#include "data/unlike_sections.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <utility>

#include "base/listing.h"
#include "data/grey_range.h"

namespace emsurvey {
namespace {

using Size = std::pair<int, int>;

Size size_of(const FolderImage& image) {
  return {image.header.width, image.header.height};
}

std::string text_of(const Size& size) {
  return std::to_string(size.first) + " x " + std::to_string(size.second);
}

/// Returns the size that most pages of each stack have, if there is one.
std::map<std::filesystem::path, Size> usual_sizes(const ImageFolder& images) {
  std::map<std::filesystem::path, std::map<Size, int>> counts;
  std::map<std::filesystem::path, Size> usual;
  for (const FolderImage& image : images.images()) {
    if (2 * ++counts[image.path][size_of(image)] > image.page_count) usual[image.path] = size_of(image);
  }
  return usual;
}

/// The usual range of grey values (GreyHistogram::usual_range) of one or more sections.
struct UsualRange {
  int low = std::numeric_limits<int>::max();
  int high = 0;

  void include(const UsualRange& other) {
    low = std::min(low, other.low);
    high = std::max(high, other.high);
  }
};

/// Returns the largest absolute value in the range.
double magnitude(const UsualRange& range, const ValueRange& values) {
  return std::max(std::abs(values.value_of(range.low)), std::abs(values.value_of(range.high)));
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::vector<std::string> warnings_of_sizes(const ImageFolder& images) {
  const std::map<std::filesystem::path, Size> usual = usual_sizes(images);
  std::vector<std::string> unlike;
  for (const FolderImage& image : images.images()) {
    const auto found = usual.find(image.path);
    if (found == usual.end() || found->second == size_of(image)) continue;
    unlike.push_back(image.description() + " (" + text_of(size_of(image)) + " instead of " +
                     text_of(found->second) + ")");
  }
  if (unlike.empty()) return {};
  return {images.path().string() + ": another size than most pages of the stack in " + listed(unlike) +
          "; read as sections: leave them out if they are previews of others"};
}

std::vector<std::string> warnings_of_scales(const Dataset& dataset, const std::string& subject) {
  constexpr double unlike_ratio = 8;
  const DatasetFormat& format = dataset;
  const GreyHistogram no_greys(format);
  std::vector<UsualRange> ranges;
  std::vector<double> magnitudes;
  for (const Section& section : dataset.sections) {
    GreyHistogram greys = no_greys;
    greys.add(section.raw, {});
    const auto [low, high] = greys.usual_range();
    ranges.push_back({low, high});
    magnitudes.push_back(magnitude(ranges.back(), dataset.value_range.value_or(ValueRange())));
  }
  const double usual = median(magnitudes);
  UsualRange usual_range;
  UsualRange unlike_range;
  std::vector<std::string> unlike;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const bool is_unlike = magnitudes[i] * unlike_ratio < usual || magnitudes[i] > usual * unlike_ratio;
    (is_unlike ? unlike_range : usual_range).include(ranges[i]);
    if (is_unlike) unlike.push_back(dataset.sections[i].source);
  }
  if (unlike.empty()) return {};
  return {subject + ": almost all grey values lie within " +
          no_greys.range_text(unlike_range.low, unlike_range.high) + " in " + listed(unlike) +
          " but within " + no_greys.range_text(usual_range.low, usual_range.high) +
          " in the other sections; where they are stored on another scale, save all sections on one"};
}

}  // namespace emsurvey

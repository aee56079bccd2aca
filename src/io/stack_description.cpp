#include "io/stack_description.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>

#include "base/error.h"
#include "base/number.h"
#include "io/ome_xml.h"

namespace emsurvey {
namespace {

/// No file contains more planes than this.
constexpr std::uint64_t most_planes = std::uint64_t{1} << 31;

void add_axis(StackDescription& description, char name, std::uint64_t size) {
  if (size != 1) description.axes.push_back({name, size});
}

/// Parses a text such as "ImageJ=1.53t\nimages=10\nchannels=2\nslices=5\n...".
std::optional<StackDescription> imagej_description(const std::string& subject, const std::string& text) {
  StackDescription description;
  description.writer = "ImageJ";
  std::uint64_t images = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    const std::string key = line.substr(0, equals);
    std::string number = line.substr(equals + 1);
    if (number.ends_with('\r')) number.pop_back();
    const auto value = parse_integer(number);
    if (!value || *value < 1) continue;
    const auto count = static_cast<std::uint64_t>(*value);
    if (key == "images") images = count;
    if (key == "channels") add_axis(description, 'C', count);
    if (key == "slices") add_axis(description, 'Z', count);
    if (key == "frames") add_axis(description, 'T', count);
  }
  if (images == 0) return std::nullopt;
  if (description.axes.empty()) add_axis(description, 'Z', images);
  const std::uint64_t planes = description.plane_count();
  require(planes == std::min(images, most_planes), subject,
          "has a description (ImageJ) of " + std::to_string(images) + " images and of " +
              std::to_string(planes) + " by its channels, slices and frames",
          "export it again as a plain TIFF stack");
  return description;
}

/// Removes the last dimension if it equals `size`.
bool take_last(std::vector<std::uint64_t>& shape, std::uint64_t size) {
  if (shape.empty() || shape.back() != size) return false;
  shape.pop_back();
  return true;
}

/// Returns the dimensions of `shape` before those of a page; nothing if `shape` does not end with those of
/// the page.
std::optional<std::vector<std::uint64_t>> leading_dimensions(std::vector<std::uint64_t> shape,
                                                             const PageShape& page) {
  const bool fits = (page.samples == 1 || page.is_planar || take_last(shape, page.samples)) &&
                    take_last(shape, page.width) && take_last(shape, page.height) &&
                    (page.samples == 1 || !page.is_planar || take_last(shape, page.samples));
  if (!fits) return std::nullopt;
  return shape;
}

bool has_more_values(const std::vector<std::uint64_t>& shape, const PageShape& page) {
  const double values = std::accumulate(shape.begin(), shape.end(), 1.0, std::multiplies<>());
  return values > static_cast<double>(page.height * page.width * page.samples);
}

/// Parses JSON such as {"shape": [5, 512, 512], "axes": "ZYX", "truncated": true, ...}, where "truncated"
/// means that the planes after the first have no pages.
std::optional<StackDescription> tifffile_description(const std::string& subject, const std::string& text,
                                                     const PageShape& page) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("shape") || !json["shape"].is_array()) return std::nullopt;
  std::vector<std::uint64_t> shape;
  for (const auto& size : json["shape"]) {
    if (!size.is_number_unsigned()) return std::nullopt;
    shape.push_back(size.get<std::uint64_t>());
  }
  const std::size_t dimensions = shape.size();
  auto planes = leading_dimensions(shape, page);
  while (!planes && !shape.empty() && shape.back() == 1) {
    shape.pop_back();
    planes = leading_dimensions(shape, page);
  }
  if (!planes) {
    require(json.value("truncated", nlohmann::json()) != true || !has_more_values(shape, page), subject,
            "has planes without pages, and a description (tifffile) that does not fit the size of its page",
            "export it again as a plain TIFF stack");
    return std::nullopt;
  }
  std::string names;
  if (json.contains("axes") && json["axes"].is_string()) names = json["axes"].get<std::string>();
  StackDescription description;
  description.writer = "tifffile";
  description.is_of_whole_file = false;
  for (std::size_t i = 0; i < planes->size(); ++i)
    add_axis(description, names.size() == dimensions ? names[i] : '?', (*planes)[i]);
  return description;
}

std::optional<StackDescription> ome_description(const std::string& subject, const std::string& text,
                                                const PageShape& page) {
  const std::vector<OmePixels> images = ome_pixels(text);
  if (images.empty()) return std::nullopt;
  require(images.size() == 1, subject, "describes " + std::to_string(images.size()) + " images (OME-XML)",
          "save the one of the sections as a TIFF stack of its own");
  StackDescription description;
  description.writer = "OME-XML";
  const bool is_one_axis = images[0].channels <= page.samples || images[0].slices * images[0].times == 1;
  require(images[0].are_planes_in_order || !is_one_axis, subject,
          "stores its planes in another order than they have (TiffData of its OME-XML)",
          "save it again as a TIFF stack with its sections in order");
  const std::uint64_t channels = images[0].channels;
  add_axis(description, 'C', channels % page.samples == 0 ? channels / page.samples : channels);
  add_axis(description, 'Z', images[0].slices);
  add_axis(description, 'T', images[0].times);
  return description;
}

}  // namespace

std::uint64_t StackDescription::plane_count() const {
  std::uint64_t count = 1;
  for (const Axis& axis : axes) {
    if (axis.size > most_planes || count * axis.size > most_planes) return most_planes;
    count *= axis.size;
  }
  return count;
}

std::optional<StackDescription> stack_description(const std::string& subject, const std::string& text,
                                                  const PageShape& page) {
  if (text.starts_with("ImageJ=")) return imagej_description(subject, text);
  if (text.starts_with('{')) return tifffile_description(subject, text, page);
  if (text.find("<OME") != std::string::npos || text.find(":OME") != std::string::npos)
    return ome_description(subject, text, page);
  return std::nullopt;
}

}  // namespace emsurvey

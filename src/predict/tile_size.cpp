#include "predict/tile_size.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/number.h"
#include "network/activations.h"

namespace emsurvey {
namespace {

constexpr double mebibyte = 1 << 20;

double bytes_per_pixel_of_tile(const SectionLabeller& labeller) {
  double values = 0;
  for (const TrainedNetwork& network : labeller.networks())
    values = std::max(values, labelling_values_per_pixel(network.generator->spec()));
  // The outputs, their means and their parts; the input with its 16-bit copy.
  return 4 * (values + 3 * static_cast<double>(labeller.format().labels.size()) + 2);
}

/// Returns the bytes of the labels that are kept of one pixel.
double label_bytes(const SectionLabeller& labeller, const PredictionOptions& options) {
  const int grey = options.has_regions && options.values != LabelValues::grey ? 1 : 0;
  return static_cast<double>(labeller.format().labels.size()) * (bytes_of(options.values) + grey);
}

/// Returns the bytes of one pixel that writing the labels takes beside them.
double writing_bytes(const SectionLabeller& labeller, const PredictionOptions& options) {
  // The numbers of the regions and their runs.
  const double regions = options.has_regions ? 4 + 4 : 0;
  // A compressed PNG image is made in memory.
  const double image = options.format == OutputFormat::png ? label_bytes(labeller, options) : 0;
  return std::max(regions, image);
}

}  // namespace

std::optional<int> tile_size(const SectionLabeller& labeller, const PredictionOptions& options,
                             const Plane<std::uint16_t>& grey, const std::string& subject) {
  const double pixels = static_cast<double>(grey.height) * grey.width;
  const auto allowed = static_cast<double>(options.memory_bytes);
  const double kept = static_cast<double>(options.base_bytes) + pixels * (2 + label_bytes(labeller, options));
  const double written = kept + pixels * writing_bytes(labeller, options);
  const double tile_pixel = bytes_per_pixel_of_tile(labeller);
  const int multiple = labeller.multiple(), margin = labeller.margin();
  const auto bytes_of_tile = [&](double inner) {
    return (inner + 2 * margin) * (inner + 2 * margin) * tile_pixel;
  };
  if (kept + pixels * tile_pixel <= allowed && written <= allowed) return std::nullopt;
  // Smaller tiles would consist of their margins.
  const double largest = std::max(grey.height, grey.width);
  const double least_bytes = std::max(kept + bytes_of_tile(std::min<double>(margin, largest)), written);
  require(least_bytes <= allowed, subject,
          fmt::format("needs {:.0f} MB of memory even in tiles, but {:.0f} MB may be used",
                      std::ceil(least_bytes / mebibyte), std::floor(allowed / mebibyte)),
          "raise --memory, use a machine with more, or cut the section into parts");
  const double widest = std::sqrt((allowed - kept) / tile_pixel) - 2 * margin;
  return std::max(static_cast<int>(std::min(widest, largest)) / multiple, 1) * multiple;
}

std::uint64_t memory_from(const std::string& text) {
  const std::string units = "KMGT";
  const std::size_t unit = text.empty() ? std::string::npos : units.find(text.back());
  const std::string digits = unit == std::string::npos ? text : text.substr(0, text.size() - 1);
  const auto number = parse_number(digits);
  require(number && *number > 0 && unit != std::string::npos, "--memory", "is `" + text + "`",
          "write a number with a unit, such as 800M or 4G");
  const double bytes = *number * std::pow(1024.0, static_cast<double>(unit + 1));
  require(bytes < 1e18, "--memory", "is `" + text + "`", "write a number with a unit, such as 800M or 4G");
  return static_cast<std::uint64_t>(bytes);
}

}  // namespace emsurvey

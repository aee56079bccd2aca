#include "predict/tile_size.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/number.h"
#include "base/resident_memory.h"
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

/// Returns the bytes of one pixel while the section is read, or while it is written.
double bytes_beside_labelling(const SectionLabeller& labeller, const PredictionOptions& options,
                              const SectionSize& size) {
  // Images of more than 16 bits are read through 64-bit numbers.
  const double reading = size.stored_bytes + (size.stored_bytes > 6 ? 10 : 2);
  const double labels = label_bytes(labeller, options);
  // A mask, the numbers of its regions, and these in the size in which they are written.
  const double regions = options.has_regions ? 1 + 4 + 4 : 0;
  // A compressed PNG image is made in memory.
  const double image = options.format == OutputFormat::png ? labels : 0;
  return std::max(reading, labels + std::max(regions, image));
}

}  // namespace

std::optional<int> tile_size(const SectionLabeller& labeller, const PredictionOptions& options,
                             const SectionSize& size, const std::string& subject) {
  const double pixels = static_cast<double>(size.height) * static_cast<double>(size.width);
  const auto own = static_cast<double>(resident_memory().own_bytes);
  const auto allowed = static_cast<double>(options.memory_bytes);
  const double kept = pixels * (2 + label_bytes(labeller, options));
  const double tile_pixel = bytes_per_pixel_of_tile(labeller);
  const int multiple = labeller.multiple();
  const auto edge = [&](double inner) { return inner + 2 * labeller.margin(); };
  const auto largest = static_cast<double>(std::max(size.height, size.width));
  if (own + kept + pixels * tile_pixel <= allowed &&
      own + pixels * bytes_beside_labelling(labeller, options, size) <= allowed)
    return std::nullopt;
  // Smaller tiles would consist of their margins.
  const double least = std::min(std::max<double>(multiple, labeller.margin() / multiple * multiple), largest);
  const double least_bytes = own + std::max(kept + edge(least) * edge(least) * tile_pixel,
                                            pixels * bytes_beside_labelling(labeller, options, size));
  require(least_bytes <= allowed, subject,
          fmt::format("needs {:.0f} MB of memory even in tiles, but {:.0f} MB may be used",
                      std::ceil(least_bytes / mebibyte), std::floor(allowed / mebibyte)),
          "raise --memory, use a machine with more, or cut the section into parts");
  const double widest = std::sqrt((allowed - own - kept) / tile_pixel) - 2 * labeller.margin();
  const int inner = static_cast<int>(widest) / multiple * multiple;
  if (inner >= largest) return std::nullopt;
  return std::max(inner, multiple);
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

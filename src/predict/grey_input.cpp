#include "predict/grey_input.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <variant>

#include "base/error.h"
#include "data/label_planes.h"

namespace emsurvey {
namespace {

/// Maps the values from `low` to `high` to grey values from `first` to `last`.
struct GreyMap {
  double low = 0, high = 1;
  double first = 0, last = 1;
  double largest = 255;  ///< The largest grey value of the network's sections; 0 is the smallest.

  double operator()(double value) const { return (value - low) / (high - low) * (last - first) + first; }
};

GreyMap map_of(const DatasetFormat& format, const std::optional<GreyEnds>& ends) {
  GreyMap map;
  map.largest = std::ldexp(1.0, format.bit_depth) - 1;
  if (ends) return {ends->first, ends->second, format.grey_low, format.grey_high, map.largest};
  if (format.value_range)
    return {format.value_range->low, format.value_range->high, 0, map.largest, map.largest};
  return map;
}

/// Applies the map; `shown` returns the displayed value of a stored one.
template <class T, class Shown>
void map_values(const Plane<T>& values, const GreyMap& map, const Shown& shown, GreyInput& input) {
  input.grey = Plane<std::uint16_t>(values.height, values.width);
  std::transform(values.values.begin(), values.values.end(), input.grey.values.begin(), [&](T value) {
    const double grey = map(static_cast<double>(shown(value)));
    input.cut_off.below += grey < 0 ? 1 : 0;
    input.cut_off.above += grey > map.largest ? 1 : 0;
    return static_cast<std::uint16_t>(std::lround(std::clamp(grey, 0.0, map.largest)));
  });
}

/// Whether the samples can be converted as they are stored, without a copy that takes several times their memory.
bool is_plain(const StoredImage& image) {
  const int bits = image.type.bits;
  return !image.type.is_wide() && (bits == 8 || bits == 16) && image.palette.empty() &&
         !image.has_transparent_colour;
}

void map_plain(const StoredImage& image, const GreyMap& map, const std::string& subject, GreyInput& input) {
  const bool is_grey =
      std::all_of(image.channels.begin() + 1, image.channels.end(),
                  [&](const StoredPlane& channel) { return channel == image.channels.front(); });
  require(is_grey, subject, "is in colour", "save it as a grey image");
  std::visit(
      [&](const auto& plane) {
        using T = typename std::decay_t<decltype(plane.values)>::value_type;
        if (image.white_is_zero)
          map_values(
              plane, map,
              [&](T value) { return std::ldexp(1.0, image.type.bits) - 1 - static_cast<double>(value); },
              input);
        else
          map_values(
              plane, map, [](T value) { return value; }, input);
      },
      image.channels.front());
}

/// Returns the ends by which the values of an image are mapped; nothing if they are taken as they are.
std::optional<GreyEnds> ends_for(const SampleType& type, const DatasetFormat& format,
                                 const std::optional<GreyEnds>& given, const std::string& subject) {
  if (given) return given;
  const bool is_alike =
      format.value_range ? type.is_wide() : !type.is_wide() && std::max(type.bits, 8) == format.bit_depth;
  if (is_alike) return std::nullopt;
  require(!type.is_wide() && type.bits > 1, subject,
          "has " + type.description() + ", but the network was trained on " +
              std::to_string(format.bit_depth) + " bits",
          "give the values that it is to see as black and white: --grey-range LOW HIGH");
  return GreyEnds{0, std::ldexp(1.0, std::max(type.bits, 8)) - 1};
}

}  // namespace

GreyInput read_grey_input(ImageFolder& images, std::size_t index, const DatasetFormat& format,
                          const std::optional<GreyEnds>& ends) {
  const std::string subject = images.images().at(index).description();
  const StoredImage image = images.decode(index);
  GreyInput input;
  input.converted = ends_for(image.type, format, ends, subject);
  const GreyMap map = map_of(format, input.converted);
  const auto as_is = [](auto value) { return value; };
  if (is_plain(image)) {
    map_plain(image, map, subject, input);
  } else if (image.type.is_wide()) {
    map_values(grey_values(image, subject), map, as_is, input);
  } else {
    map_values(raw_plane(read_as(ImageReading::shown, image, subject), subject), map, as_is, input);
  }
  return input;
}

}  // namespace emsurvey

#include "io/stored_image.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "base/error.h"
#include "base/number.h"

namespace emsurvey {
namespace {

constexpr const char* how_to_save_numbers =
    "save the numbers as integers without sign (8, 16 or 32 bits), 0 for the background";

template <class T>
std::string text_of(T value) {
  if constexpr (std::is_floating_point_v<T>) return python_repr(static_cast<double>(value));
  return std::to_string(value);
}

/// Returns the largest integer up to which the type represents every integer.
double largest_distinct(const SampleType& type) {
  if (type.kind != SampleType::Kind::real) return std::numeric_limits<double>::infinity();
  return std::ldexp(1.0, type.bits == 16 ? 11 : type.bits == 32 ? 24 : 53);
}

template <class T>
void check_number(T value, const SampleType& type, const std::string& subject) {
  if constexpr (std::is_floating_point_v<T>) {
    require(std::isfinite(value) && value == std::floor(value), subject,
            "holds " + text_of(value) + ", which is not a whole number", how_to_save_numbers);
    require(value <= largest_distinct(type), subject,
            "holds numbers as " + text_of(value) + ", which " + type.description() + " does not tell apart",
            how_to_save_numbers);
  }
  if constexpr (std::is_signed_v<T>)
    require(value >= 0, subject, "holds negative numbers, as " + text_of(value), how_to_save_numbers);
}

/// Replaces numbers too large for 32 bits by their ranks; 0 stays 0.
template <class T>
std::vector<std::uint32_t> renumbered(const std::vector<T>& values) {
  std::vector<T> known = values;
  known.push_back(0);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  std::vector<std::uint32_t> numbers(values.size());
  std::transform(values.begin(), values.end(), numbers.begin(), [&](T value) {
    return static_cast<std::uint32_t>(std::lower_bound(known.begin(), known.end(), value) - known.begin());
  });
  return numbers;
}

template <class T>
Plane<std::uint32_t> numbers_of(const Plane<T>& plane, const SampleType& type, const std::string& subject) {
  Plane<std::uint32_t> numbers;
  numbers.height = plane.height;
  numbers.width = plane.width;
  bool fits = true;
  for (const T value : plane.values) {
    check_number(value, type, subject);
    if constexpr (sizeof(T) >= sizeof(std::uint32_t))
      fits = fits && static_cast<double>(value) <= std::numeric_limits<std::uint32_t>::max();
  }
  if (fits)
    numbers.values.assign(plane.values.begin(), plane.values.end());
  else
    numbers.values = renumbered(plane.values);
  return numbers;
}

int smallest_depth(const std::vector<Plane<std::uint32_t>>& channels) {
  std::uint32_t largest = 0;
  for (const auto& channel : channels)
    largest = std::max(largest, *std::max_element(channel.values.begin(), channel.values.end()));
  return largest <= 255 ? 8 : largest <= 65535 ? 16 : 32;
}

Image read_numbers(const StoredImage& stored, const std::string& subject) {
  Image image;
  for (const StoredPlane& samples : stored.channels) {
    image.channels.push_back(
        std::visit([&](const auto& plane) { return numbers_of(plane, stored.type, subject); }, samples));
  }
  image.bit_depth = stored.type.is_wide() ? smallest_depth(image.channels) : stored.type.bits;
  return image;
}

void apply_palette(const StoredImage& stored, const std::string& subject, Image& image) {
  const Plane<std::uint32_t> numbers = std::move(image.channels.front());
  image.channels.assign(3, {numbers.height, numbers.width});
  image.bit_depth = 8;
  for (std::size_t i = 0; i < numbers.values.size(); ++i) {
    const std::size_t number = numbers.values[i];
    require(number < stored.palette.size(), subject, "has numbers beyond its palette", "export it again");
    const auto& colour = stored.palette[number];
    require(colour[3] == 255, subject, "has transparent pixels", "save it without transparency");
    for (std::size_t c = 0; c < 3; ++c) image.channels[c].values[i] = colour[c];
  }
}

Image read_shown(const StoredImage& stored, const std::string& subject) {
  require(!stored.type.is_wide(), subject, "holds values of " + stored.type.description(),
          "save it with 8 or 16 bits without sign");
  require(!stored.has_transparent_colour, subject, "has transparent pixels", "save it without transparency");
  Image image = read_numbers(stored, subject);
  if (!stored.palette.empty()) {
    apply_palette(stored, subject, image);
    return image;
  }
  const std::uint32_t largest = (1U << image.bit_depth) - 1;
  const bool is_scaled = image.bit_depth == 2 || image.bit_depth == 4;
  if (!stored.white_is_zero && !is_scaled) return image;
  const std::uint32_t factor = is_scaled ? 255 / largest : 1;
  for (auto& channel : image.channels) {
    for (std::uint32_t& value : channel.values)
      value = (stored.white_is_zero ? largest - value : value) * factor;
  }
  if (is_scaled) image.bit_depth = 8;
  return image;
}

template <class T>
T opaque(const SampleType& type) {
  if constexpr (std::is_floating_point_v<T>) return 1;
  if constexpr (std::is_unsigned_v<T>)
    return static_cast<T>(std::numeric_limits<T>::max() >> (std::numeric_limits<T>::digits - type.bits));
  return std::numeric_limits<T>::max();
}

/// Returns the value with black and white exchanged: the largest integer becomes the smallest.
template <class T>
T inverted(T value) {
  if constexpr (std::is_floating_point_v<T>)
    return -value;
  else if constexpr (std::is_unsigned_v<T>)
    return static_cast<T>(std::numeric_limits<T>::max() - value);
  else
    return static_cast<T>(-1 - value);
}

}  // namespace

std::string SampleType::description() const {
  const std::string width = std::to_string(bits) + (bits == 1 ? " bit" : " bits");
  if (kind == Kind::real) return width + " in floating point";
  return kind == Kind::integer ? width + " with sign" : width;
}

StoredPlane make_plane(const SampleType& type, int height, int width) {
  const int bits = type.bits;
  switch (type.kind) {
    case SampleType::Kind::real:
      if (bits == 64) return Plane<double>(height, width);
      return Plane<float>(height, width);
    case SampleType::Kind::integer:
      if (bits == 8) return Plane<std::int8_t>(height, width);
      if (bits == 16) return Plane<std::int16_t>(height, width);
      if (bits == 32) return Plane<std::int32_t>(height, width);
      return Plane<std::int64_t>(height, width);
    case SampleType::Kind::natural:
      break;
  }
  if (bits <= 8) return Plane<std::uint8_t>(height, width);
  if (bits == 16) return Plane<std::uint16_t>(height, width);
  if (bits == 32) return Plane<std::uint32_t>(height, width);
  return Plane<std::uint64_t>(height, width);
}

std::size_t sample_bytes(const SampleType& type) {
  if (type.kind == SampleType::Kind::real && type.bits == 16) return sizeof(float);
  return static_cast<std::size_t>(std::max(type.bits, 8) / 8);
}

void drop_opaque_alpha(const std::string& subject, StoredImage& image, bool is_declared) {
  const std::size_t count = image.channels.size();
  if (count % 2 != 0) return;
  const bool is_opaque = std::visit(
      [&](const auto& plane) {
        using T = typename std::decay_t<decltype(plane.values)>::value_type;
        return std::all_of(plane.values.begin(), plane.values.end(),
                           [&](T value) { return value == opaque<T>(image.type); });
      },
      image.channels.back());
  require(is_opaque || is_declared, subject, "holds " + std::to_string(count) + " channels",
          "save the one that is needed as a grey image");
  require(is_opaque, subject, "has transparent pixels", "save it without an alpha channel");
  image.channels.pop_back();
}

Image read_as(ImageReading reading, const StoredImage& image, const std::string& subject) {
  return reading == ImageReading::numbers ? read_numbers(image, subject) : read_shown(image, subject);
}

Plane<std::uint64_t> whole_numbers(const StoredImage& image, const std::string& subject) {
  require(image.channels.size() == 1, subject, "is in colour, so it holds no region numbers",
          "save the numbers as a grey image");
  return std::visit(
      [&](const auto& plane) {
        Plane<std::uint64_t> numbers(plane.height, plane.width);
        std::transform(plane.values.begin(), plane.values.end(), numbers.values.begin(), [&](auto value) {
          check_number(value, image.type, subject);
          return static_cast<std::uint64_t>(value);
        });
        return numbers;
      },
      image.channels.front());
}

Plane<double> grey_values(const StoredImage& image, const std::string& subject) {
  const bool is_grey =
      image.palette.empty() &&
      std::all_of(image.channels.begin() + 1, image.channels.end(),  // NaN is not equal to itself
                  [&](const StoredPlane& channel) { return channel == image.channels.front(); });
  require(is_grey, subject, "is in colour", "save it as a grey image");
  return std::visit(
      [&](const auto& plane) {
        using T = typename std::decay_t<decltype(plane.values)>::value_type;
        Plane<double> grey(plane.height, plane.width);
        std::transform(plane.values.begin(), plane.values.end(), grey.values.begin(), [&](T value) {
          const auto shown = static_cast<double>(image.white_is_zero ? inverted(value) : value);
          require(std::isfinite(shown), subject, "holds values that are not finite",
                  "replace NaN and infinity by grey values");
          return shown;
        });
        return grey;
      },
      image.channels.front());
}

}  // namespace emsurvey

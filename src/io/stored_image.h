// A decoded image as its file stores it, and the two ways to interpret it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/plane.h"
#include "io/image.h"

namespace emsurvey {

/// Type of the samples of an image.
struct SampleType {
  enum class Kind { natural, integer, real };  ///< Unsigned integer, signed integer, floating point.

  Kind kind = Kind::natural;
  int bits = 8;

  /// Whether the values are not unsigned integers of at most 16 bits, and therefore need a range to be
  /// displayed.
  bool is_wide() const { return kind != Kind::natural || bits > 16; }
  std::string description() const;
  bool operator==(const SampleType&) const = default;
};

using StoredPlane = std::variant<Plane<std::uint8_t>, Plane<std::uint16_t>, Plane<std::uint32_t>,
                                 Plane<std::uint64_t>, Plane<std::int8_t>, Plane<std::int16_t>,
                                 Plane<std::int32_t>, Plane<std::int64_t>, Plane<float>, Plane<double>>;

struct StoredImage {
  SampleType type;
  std::vector<StoredPlane> channels;                 ///< One or three, all of `type`.
  bool white_is_zero = false;                        ///< For one channel: it is displayed inverted.
  std::vector<std::array<std::uint8_t, 4>> palette;  ///< Red, green, blue and opacity of each number.
  bool has_transparent_colour = false;               ///< Some pixels have the colour declared transparent.
};

/// Properties of an image that are known before it is decoded.
struct ImageHeader {
  int height = 0;
  int width = 0;
  SampleType type;
};

/// Interpretation of the samples of an image.
enum class ImageReading {
  shown,    ///< As displayed: 0 is black, a palette gives colours, 2 and 4 bits are scaled to 8.
  numbers,  ///< The stored numbers, however they are displayed.
};

/// Returns a plane of zeros with the smallest sample type that holds `type` (16-bit floating point: float).
StoredPlane make_plane(const SampleType& type, int height, int width);

/// Returns the bytes of memory of a sample of `type`.
std::size_t sample_bytes(const SampleType& type);

/// Removes the second of two channels, or the fourth of four, as opacity. Throws InputError if some pixel is
/// not opaque, because its background is unknown. If the file does not declare the channel as opacity
/// (`is_declared`), the error says that there are several channels.
void drop_opaque_alpha(const std::string& subject, StoredImage& image, bool is_declared);

/// Interprets the image. Throws InputError if wide samples are to be displayed, or if numbers are negative or
/// not integers. If some number exceeds 2^32 - 1, the numbers become their ranks 1, 2, 3, ..., because only
/// their differences matter; 0 stays 0. The numbers of wide samples get the smallest depth of 8, 16 and 32
/// bits that holds them.
Image read_as(ImageReading reading, const StoredImage& image, const std::string& subject);

/// Returns the numbers of an image with one channel. Throws InputError if there are several, or if numbers are
/// negative or not integers.
Plane<std::uint64_t> whole_numbers(const StoredImage& image, const std::string& subject);

/// Returns the grey values of an image of any type with one channel, or three equal ones. Throws InputError
/// if the image is in colour or a value is not finite.
Plane<double> grey_values(const StoredImage& image, const std::string& subject);

}  // namespace emsurvey

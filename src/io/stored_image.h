// A decoded image as its file stores it, and the two ways of reading it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/plane.h"
#include "io/image.h"

namespace emsurvey {

/// The type of the samples of an image.
struct SampleType {
  enum class Kind { natural, integer, real };  ///< without sign, with sign, floating point

  Kind kind = Kind::natural;
  int bits = 8;

  /// Whether the values are no grey values of at most 16 bits, so that they need a range to be shown by.
  bool is_wide() const { return kind != Kind::natural || bits > 16; }
  std::string description() const;
  bool operator==(const SampleType&) const = default;
};

using StoredPlane = std::variant<Plane<std::uint8_t>, Plane<std::uint16_t>, Plane<std::uint32_t>,
                                 Plane<std::uint64_t>, Plane<std::int8_t>, Plane<std::int16_t>,
                                 Plane<std::int32_t>, Plane<std::int64_t>, Plane<float>, Plane<double>>;

struct StoredImage {
  SampleType type;
  std::vector<StoredPlane> channels;                 ///< one or three, all of `type`
  bool white_is_zero = false;                        ///< of one channel: it is shown inverted
  std::vector<std::array<std::uint8_t, 4>> palette;  ///< red, green, blue, opacity of each number
  bool has_transparent_colour = false;               ///< some pixels have the colour declared transparent
};

/// The properties of an image that are known before it is decoded.
struct ImageHeader {
  int height = 0;
  int width = 0;
  SampleType type;
};

/// How the samples of an image are to be understood.
enum class ImageReading {
  shown,    ///< as a viewer shows it: 0 is black, a palette gives colours, 2 and 4 bits are scaled to 8
  numbers,  ///< the stored numbers, whatever they are shown as
};

/// A channel of zeros, of the smallest type that holds `type` (16-bit reals: float).
StoredPlane make_plane(const SampleType& type, int height, int width);

/// Bytes of memory that a sample of `type` takes.
std::size_t sample_bytes(const SampleType& type);

/// Takes the second of two or the fourth of four channels for opacity and removes it. Throws InputError when
/// some pixel is not opaque: nobody can know what should lie behind it. Where the file does not say that the
/// channel is opacity (`is_declared`), the error says that there are several channels.
void drop_opaque_alpha(const std::string& subject, StoredImage& image, bool is_declared);

/// The image as ImageReading::shown or numbers. Throws InputError: wide samples cannot be shown; numbers must
/// be whole and not negative. Numbers above 2^32 - 1, of which only the differences matter, become 1, 2, 3,
/// ... in their order, 0 stays. The numbers of wide samples get the smallest depth of 8, 16 and 32 bits that
/// holds them.
Image read_as(ImageReading reading, const StoredImage& image, const std::string& subject);

/// The grey values of an image of any type: one channel, or three equal ones. Throws InputError where a value
/// is not finite.
Plane<double> grey_values(const StoredImage& image, const std::string& subject);

}  // namespace emsurvey

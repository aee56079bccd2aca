// A decoded image, at the depth that it is stored with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

struct Image {
  int bit_depth = 8;  ///< 1 (values 0 and 1), 8, 16 or 32; images of 2 and 4 bits are scaled to 8
  std::vector<Plane<std::uint32_t>> channels;  ///< one (grey) or three (red, green, blue)

  int height() const { return channels.front().height; }
  int width() const { return channels.front().width; }
  /// Whether there is one channel, or three that are equal everywhere.
  bool is_grey() const;
};

/// Throws InputError unless an image of this size may be decoded: at most 2^30 samples, and no more bytes
/// than `largest_bytes`, what its file can hold. To be asked before any memory is taken: headers lie.
void check_image_size(const std::filesystem::path& path, std::uint64_t width, std::uint64_t height,
                      std::uint64_t channels, std::uint64_t decoded_bytes, std::uint64_t largest_bytes);

/// Takes the second of two or the fourth of four channels for opacity and removes it. Throws InputError when
/// some pixel is not opaque: nobody can know what should lie behind it.
void drop_opaque_alpha(const std::filesystem::path& path, Image& image);

}  // namespace emsurvey

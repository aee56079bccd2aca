// Images in memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/plane.h"

namespace emsurvey {

/// An image of unsigned integers.
struct Image {
  int bit_depth = 8;  ///< 1 (values 0 and 1), 2, 4, 8, 16 or 32; as read for display: 1, 8 or 16.
  std::vector<Plane<std::uint32_t>> channels;  ///< One (grey) or three (red, green, blue).

  int height() const { return channels.front().height; }
  int width() const { return channels.front().width; }
  /// Whether there is one channel, or three equal channels.
  bool is_grey() const;
};

/// Throws InputError unless an image of this size may be decoded: at most 2^30 samples, and at most
/// `largest_bytes` bytes, which is what its file can hold. Must be called before memory is allocated, because
/// headers may be wrong.
void check_image_size(const std::filesystem::path& path, std::uint64_t width, std::uint64_t height,
                      std::uint64_t channels, std::uint64_t decoded_bytes, std::uint64_t largest_bytes);

/// Throws InputError if `bytes` of memory, needed for the `contents` of `subject`, are not available.
void require_memory(const std::string& subject, const std::string& contents, std::uint64_t bytes);

}  // namespace emsurvey

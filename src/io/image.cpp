#include "io/image.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace emsurvey {

bool Image::is_grey() const {
  return std::all_of(channels.begin(), channels.end(),
                     [&](const auto& channel) { return channel == channels.front(); });
}

void check_image_size(const std::filesystem::path& path, std::uint64_t width, std::uint64_t height,
                      std::uint64_t channels, std::uint64_t decoded_bytes, std::uint64_t largest_bytes) {
  constexpr std::uint64_t largest_count = std::uint64_t{1} << 30;
  const std::string size = std::to_string(width) + " x " + std::to_string(height);
  require(width > 0 && height > 0, path.string(), "has no pixels", "remove it or make it again");
  require(width <= largest_count / height && width * height <= largest_count / channels, path.string(),
          "claims to have " + size + " pixels, more than can be used", "cut it into smaller images");
  require(decoded_bytes <= largest_bytes, path.string(),
          "claims to have " + size + " pixels, more than a file of its length can hold",
          "copy or export it again");
}

void drop_opaque_alpha(const std::filesystem::path& path, Image& image) {
  if (image.channels.size() % 2 != 0) return;
  const auto opaque = static_cast<std::uint32_t>((std::uint64_t{1} << image.bit_depth) - 1);
  const std::vector<std::uint32_t>& alpha = image.channels.back().values;
  require(std::all_of(alpha.begin(), alpha.end(), [&](std::uint32_t value) { return value == opaque; }),
          path.string(), "has transparent pixels", "save it without an alpha channel");
  image.channels.pop_back();
}

}  // namespace emsurvey

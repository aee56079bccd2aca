#include "io/image.h"

#include <algorithm>
#include <string>

#include "base/error.h"
#include "base/memory.h"

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

void require_memory(const std::string& subject, const std::string& contents, std::uint64_t bytes) {
  const std::uint64_t available = available_memory();
  const auto megabytes = [](std::uint64_t count) {
    return std::to_string((count + 999999) / 1000000) + " MB";
  };
  require(bytes <= available, subject,
          "holds " + contents + ", for which " + megabytes(bytes) + " of memory are needed and " +
              megabytes(available) + " are free",
          "cut it into smaller images, or use a machine with more memory");
}

}  // namespace emsurvey

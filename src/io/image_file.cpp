#include "io/image_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <string>
#include <string_view>

#include "base/error.h"
#include "io/png.h"

namespace emsurvey {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view png_signature = "\x89PNG\r\n\x1a\n"sv;
/// Signatures of classic TIFF and BigTIFF, in both byte orders.
constexpr std::array<std::string_view, 4> tiff_signatures = {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv};

std::string first_bytes(const std::filesystem::path& path) {
  std::string bytes(png_signature.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  require(file.good() && std::filesystem::is_regular_file(path), path.string(), "cannot be opened",
          "check the path and its permissions");
  file.read(bytes.data(), std::ssize(bytes));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

}  // namespace

ImageFile::ImageFile(const std::filesystem::path& path) : path_(path) {
  if (const auto place = hdf5_place_from(path)) {
    volume_ = std::make_unique<Hdf5Volume>(*place);
    return;
  }
  const std::string bytes = first_bytes(path);
  if (bytes.starts_with(png_signature)) {
    png_header_ = read_png_header(path);
    return;
  }
  const bool is_tiff = std::any_of(tiff_signatures.begin(), tiff_signatures.end(),
                                   [&](std::string_view signature) { return bytes.starts_with(signature); });
  require(is_tiff, path.string(), "is neither a PNG nor a TIFF image", "save it as one of them");
  tiff_ = std::make_unique<TiffFile>(path);
}

StoredImage ImageFile::read(int section) {
  if (volume_) return volume_->read(section);
  return tiff_ ? tiff_->read(section) : read_png(path_);
}

Image read_image(const std::filesystem::path& path, ImageReading reading) {
  ImageFile file(path);
  require(file.section_count() == 1, path.string(), "has " + std::to_string(file.section_count()) + " pages",
          "save one image per file");
  return read_as(reading, file.read(0), path.string());
}

bool has_image_suffix(const std::filesystem::path& path) {
  std::string suffix = path.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return suffix == ".png" || suffix == ".tif" || suffix == ".tiff";
}

}  // namespace emsurvey

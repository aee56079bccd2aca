// Writes TIFF files of one or more grey images.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "base/plane.h"
#include "io/stored_image.h"

struct tiff;

namespace emsurvey {

/// Appends pages to a TIFF file: deflated, little endian; BigTIFF if the pixels have more than 3 GiB.
class TiffWriter {
 public:
  /// `pixel_bytes` is the size of all pages together, before compression. Errors name `path`, the file that
  /// `temporary` will become. Throws FileError.
  TiffWriter(const std::filesystem::path& temporary, std::filesystem::path path, std::uint64_t pixel_bytes);

  /// Adds a page of unsigned integers or of 32-bit floating-point numbers. Throws FileError.
  void add(const Plane<std::uint8_t>& page) {
    add(page.values.data(), page.height, page.width, {Kind::natural, 8});
  }
  void add(const Plane<std::uint16_t>& page) {
    add(page.values.data(), page.height, page.width, {Kind::natural, 16});
  }
  void add(const Plane<std::uint32_t>& page) {
    add(page.values.data(), page.height, page.width, {Kind::natural, 32});
  }
  void add(const Plane<float>& page) { add(page.values.data(), page.height, page.width, {Kind::real, 32}); }
  /// Adds a page of 16-bit floating-point numbers, given as their bits (IEEE 754 binary16).
  void add_halves(const Plane<std::uint16_t>& page) {
    add(page.values.data(), page.height, page.width, {Kind::real, 16});
  }

  /// Writes the rest. Throws FileError.
  void finish();

 private:
  using Kind = SampleType::Kind;
  struct Close {
    void operator()(struct tiff* file) const;
  };
  void add(const void* pixels, int height, int width, const SampleType& type);
  [[noreturn]] void refuse() const;

  std::filesystem::path path_;
  std::unique_ptr<struct tiff, Close> file_;
};

/// Writes a file of pages, which `add_pages` adds, completely or not at all. Throws FileError.
void write_tiff(const std::filesystem::path& path, std::uint64_t pixel_bytes,
                const std::function<void(TiffWriter&)>& add_pages);

}  // namespace emsurvey

// TIFF files with one or more images.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "io/stored_image.h"
#include "io/tiff_header.h"
#include "io/tiff_sections.h"

struct tiff;

namespace emsurvey {

/// An open TIFF file whose sections (see tiff_sections) are decoded one at a time. It may contain grey, RGB
/// or palette images of signed or unsigned integers or floating-point numbers, in strips or tiles, with any
/// compression that libtiff supports.
class TiffFile {
 public:
  /// Checks the headers of all pages. Throws InputError if the file is not a TIFF or is damaged, if a page is
  /// too large or of an unsupported kind, or if it is undetermined which planes are sections.
  explicit TiffFile(const std::filesystem::path& path);

  int section_count() const { return static_cast<int>(sections_.size()); }
  /// Requires 0 <= section < section_count().
  ImageHeader header(int section) const { return headers_.at(static_cast<std::size_t>(section)); }
  /// Decodes a section. Throws InputError if its contents are damaged or it has transparent pixels.
  StoredImage read(int section);

 private:
  struct Close {
    void operator()(struct tiff* file) const;
  };

  std::filesystem::path path_;
  std::unique_ptr<struct tiff, Close> file_;
  std::uint64_t file_bytes_ = 0;
  std::vector<TiffSection> sections_;
  std::vector<ImageHeader> headers_;  ///< One per section.
};

}  // namespace emsurvey

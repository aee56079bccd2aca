// TIFF images, one or several in a file.
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

/// An open TIFF file whose sections (see tiff_sections) are decoded one at a time: grey, RGB or palette
/// images of integers with and without sign or of floating point, in strips or tiles, with any compression
/// that libtiff knows.
class TiffFile {
 public:
  /// Checks the headers of all pages. Throws InputError when the file is no TIFF, is damaged, has a page that
  /// is too large or of a kind that is not read, or leaves open which planes are sections.
  explicit TiffFile(const std::filesystem::path& path);

  int section_count() const { return static_cast<int>(sections_.size()); }
  /// 0 <= section < section_count().
  ImageHeader header(int section) const { return headers_.at(static_cast<std::size_t>(section)); }
  /// Decodes a section. Throws InputError when its contents are damaged or it has transparent pixels.
  StoredImage read(int section);

 private:
  struct Close {
    void operator()(struct tiff* file) const;
  };

  std::filesystem::path path_;
  std::unique_ptr<struct tiff, Close> file_;
  std::uint64_t file_bytes_ = 0;
  std::vector<TiffSection> sections_;
  std::vector<ImageHeader> headers_;  ///< one a section
};

}  // namespace emsurvey

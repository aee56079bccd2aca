// TIFF images, one or several in a file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "io/image.h"

struct tiff;

namespace emsurvey {

/// An open TIFF file whose pages are decoded one at a time: unsigned grey, RGB or palette pages of 1 to 32
/// bits, in strips or tiles, with any compression that libtiff knows.
class TiffFile {
 public:
  /// Checks the headers of all pages. Throws InputError when the file is no TIFF, is damaged, or has a page
  /// that is too large or of a kind that is not read.
  explicit TiffFile(const std::filesystem::path& path);

  int page_count() const { return static_cast<int>(offsets_.size()); }
  /// Decodes a page, 0 <= page < page_count(). Throws InputError when its contents are damaged or it has
  /// transparent pixels.
  Image read(int page);

 private:
  struct Close {
    void operator()(struct tiff* file) const;
  };

  std::filesystem::path path_;
  std::unique_ptr<struct tiff, Close> file_;
  std::vector<std::uint64_t> offsets_;  ///< where the directories of the pages lie in the file
};

}  // namespace emsurvey

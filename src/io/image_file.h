// Image files as users have them: PNG, or TIFF with one or several pages.
#pragma once

#include <filesystem>
#include <memory>

#include "io/image.h"
#include "io/tiff.h"

namespace emsurvey {

/// A PNG or TIFF file, told apart by its contents.
class ImageFile {
 public:
  /// Throws InputError when the file cannot be read or is neither, or is a TIFF that cannot be used.
  explicit ImageFile(const std::filesystem::path& path);

  int page_count() const { return tiff_ ? tiff_->page_count() : 1; }
  /// Decodes a page, 0 <= page < page_count(). Throws InputError when that is not possible.
  Image read(int page);

 private:
  std::filesystem::path path_;
  std::unique_ptr<TiffFile> tiff_;  ///< none: it is a PNG
};

/// The image of a file that has one. Throws InputError, also when the file has several pages.
Image read_image(const std::filesystem::path& path);

/// Whether `path` has the suffix of an image that can be read (.png, .tif, .tiff, in any case).
bool has_image_suffix(const std::filesystem::path& path);

}  // namespace emsurvey

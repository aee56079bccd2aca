// Image files as users have them: PNG, or TIFF with one or several sections.
#pragma once

#include <filesystem>
#include <memory>

#include "io/stored_image.h"
#include "io/tiff.h"

namespace emsurvey {

/// A PNG or TIFF file, told apart by its contents.
class ImageFile {
 public:
  /// Throws InputError when the file cannot be read or is neither, or is a TIFF that cannot be used.
  explicit ImageFile(const std::filesystem::path& path);

  int section_count() const { return tiff_ ? tiff_->section_count() : 1; }
  /// The properties of a section that are known before decoding, 0 <= section < section_count().
  ImageHeader header(int section) const { return tiff_ ? tiff_->header(section) : png_header_; }
  /// Decodes a section. Throws InputError when that is not possible.
  StoredImage read(int section);

 private:
  std::filesystem::path path_;
  std::unique_ptr<TiffFile> tiff_;  ///< none: it is a PNG
  ImageHeader png_header_;
};

/// The image of a file that has one. Throws InputError, also when the file has several pages.
Image read_image(const std::filesystem::path& path, ImageReading reading = ImageReading::shown);

/// Whether `path` has the suffix of an image that can be read (.png, .tif, .tiff, in any case).
bool has_image_suffix(const std::filesystem::path& path);

}  // namespace emsurvey

// Image files: PNG, or TIFF with one or more sections.
#pragma once

#include <filesystem>
#include <memory>

#include "io/stored_image.h"
#include "io/tiff.h"

namespace emsurvey {

/// A PNG or TIFF file; the contents determine the format.
class ImageFile {
 public:
  /// Throws InputError if the file cannot be read, has another format, or is a TIFF file that cannot be used.
  explicit ImageFile(const std::filesystem::path& path);

  int section_count() const { return tiff_ ? tiff_->section_count() : 1; }
  /// Returns the header of a section, known without decoding. Requires 0 <= section < section_count().
  ImageHeader header(int section) const { return tiff_ ? tiff_->header(section) : png_header_; }
  /// Decodes a section. Throws InputError if that is not possible.
  StoredImage read(int section);

 private:
  std::filesystem::path path_;
  std::unique_ptr<TiffFile> tiff_;  ///< None if the file is a PNG.
  ImageHeader png_header_;
};

/// Returns the only image of a file. Throws InputError, also if the file has several pages.
Image read_image(const std::filesystem::path& path, ImageReading reading = ImageReading::shown);

/// Whether `path` has the suffix of an image that can be read (.png, .tif, .tiff, in any case).
bool has_image_suffix(const std::filesystem::path& path);

}  // namespace emsurvey

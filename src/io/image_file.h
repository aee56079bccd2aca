// Image files: PNG, TIFF with one or more sections, or an array in an HDF5 file.
#pragma once

#include <filesystem>
#include <memory>

#include "io/hdf5_volume.h"
#include "io/stored_image.h"
#include "io/tiff.h"

namespace emsurvey {

/// A PNG or TIFF file, whose contents determine the format, or an array in an HDF5 file, which its name does
/// (see hdf5_place_from).
class ImageFile {
 public:
  /// Throws InputError if the file cannot be read, has another format, or is a TIFF file or an
  /// array that cannot be used.
  explicit ImageFile(const std::filesystem::path& path);

  int section_count() const {
    return tiff_ ? tiff_->section_count() : volume_ ? volume_->section_count() : 1;
  }
  /// Returns the header of a section, known without decoding. Requires 0 <= section < section_count().
  ImageHeader header(int section) const {
    return tiff_ ? tiff_->header(section) : volume_ ? volume_->header() : png_header_;
  }
  /// Decodes a section. Throws InputError if that is not possible.
  StoredImage read(int section);

 private:
  std::filesystem::path path_;
  std::unique_ptr<TiffFile> tiff_;      ///< If the file is a TIFF.
  std::unique_ptr<Hdf5Volume> volume_;  ///< If it is an array.
  ImageHeader png_header_;
};

/// Returns the only image of a file. Throws InputError, also if the file has several pages.
Image read_image(const std::filesystem::path& path, ImageReading reading = ImageReading::shown);

/// Whether `path` has the suffix of an image that can be read (.png, .tif, .tiff, in any case).
bool has_image_suffix(const std::filesystem::path& path);

}  // namespace emsurvey

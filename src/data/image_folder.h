// The images of a folder, by name and in the order of a stack.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/name_pattern.h"
#include "io/image_file.h"

namespace emsurvey {

/// An image file in a folder, or one section of a stack: of a TIFF file or an HDF5 array.
struct FolderImage {
  std::filesystem::path path;
  int page = 0;
  int page_count = 1;
  ImageHeader header;  ///< Zero size if the file cannot be opened.
  std::string volume;  ///< Name of the stack, else of the subfolder, else of the folder.
  std::string name;    ///< Stem of the file, or the part of it that * stands for, in normal form C;
                       ///< "<name>-<page>" for a page (from 0, zero-padded); with "<volume>-" before it if
                       ///< the volumes are subfolders.
  int z = 0;  ///< Page; else the last number in the name if each name of the volume has a different one; else
              ///< the position in the order of names.

  /// Returns the path, and the page if there are several, for messages.
  std::string description() const;
};

/// The PNG and TIFF images of a folder. If the folder has no images but subfolders with images, each
/// subfolder is a volume. The path may also be a TIFF file, an array in an HDF5 file (see hdf5_place_from), or a
/// pattern for files of a folder (see name_pattern_from). An array is a stack with the name of its file.
class ImageFolder {
 public:
  /// Throws InputError if the folder is missing or has no images, if two images have the same name, or if
  /// there are images in unsupported formats (such as JPEG). A file that cannot be opened counts as an image;
  /// reading it throws.
  explicit ImageFolder(const std::filesystem::path& folder);

  /// Returns the path given to the constructor.
  const std::filesystem::path& path() const { return folder_; }
  const NamePattern& pattern() const { return pattern_; }
  /// Whether all images are the pages of one stack.
  bool is_one_stack() const;
  /// Returns the images in natural order of volume and name.
  const std::vector<FolderImage>& images() const { return images_; }

  /// Returns the size of a voxel as [z, y, x] in nm, where an HDF5 file tells it.
  std::optional<std::array<double, 3>> resolution_nm() const { return resolution_nm_; }

  /// Returns the index of the image that belongs to `section` of the folder `sections`: the image with the
  /// same name; else the only image whose name differs just in leading zeros; else the same page, if both
  /// folders are single stacks with equally many pages.
  std::optional<std::size_t> find(const FolderImage& section, const ImageFolder& sections) const;

  /// Decodes an image and keeps the last one. Throws InputError if it cannot be read in this way.
  const Image& read(std::size_t index, ImageReading reading = ImageReading::shown);
  /// Decodes an image as its file stores it.
  StoredImage decode(std::size_t index);
  /// Decodes the grey values of an image of any sample type.
  Plane<double> read_grey_values(std::size_t index);

 private:
  void add_file(const std::filesystem::path& file, const std::string& volume, const std::string& prefix);
  void add_arrays(const Hdf5Place& place);
  void add_files(const std::filesystem::path& folder, const std::string& prefix);
  void number_sections();
  void check_names();

  std::filesystem::path folder_;
  NamePattern pattern_;
  std::vector<FolderImage> images_;
  std::optional<std::array<double, 3>> resolution_nm_;
  std::map<std::string, std::size_t> by_name_;
  std::multimap<std::string, std::size_t> by_short_name_;  ///< Keys are names without leading zeros.
  std::optional<ImageFile> open_file_;                     ///< The file that was read last.
  std::filesystem::path open_path_;
  std::optional<Image> last_image_;
  std::size_t last_index_ = 0;
  ImageReading last_reading_ = ImageReading::shown;
};

}  // namespace emsurvey

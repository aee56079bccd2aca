// The images of a folder, by name and in the order of a stack.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/name_pattern.h"
#include "io/image_file.h"

namespace emsurvey {

/// An image file of a folder, or one section of a TIFF stack.
struct FolderImage {
  std::filesystem::path path;
  int page = 0;
  int page_count = 1;
  ImageHeader header;  ///< of no pixels where the file cannot be opened
  std::string volume;  ///< the stack's name, the subfolder's, else the folder's
  std::string name;    ///< stem of the file, or the part of it that * stands for, in normal form C;
                       ///< "<name>-<page>" for a page (from 0, zero-padded); after "<volume>-" where the
                       ///< volumes are subfolders
  int z = 0;  ///< page; else the last number of the name where each name of the volume has one of its
              ///< own, else the position in the order of names

  /// The path, with the page if there are several: for messages.
  std::string description() const;
};

/// The PNG and TIFF images of a folder. A folder without images but with subfolders that have some is read as
/// one volume a subfolder; one TIFF file may be named instead of a folder, or those files of a folder that a
/// pattern names (see name_pattern_from).
class ImageFolder {
 public:
  /// Throws InputError when the folder is missing, has no images or names one image twice, or when it has
  /// images of formats that are not read (as JPEG). A file that cannot be opened counts as an image; reading
  /// it throws.
  explicit ImageFolder(const std::filesystem::path& folder);

  /// As it was named.
  const std::filesystem::path& path() const { return folder_; }
  const NamePattern& pattern() const { return pattern_; }
  /// Whether all images are the pages of one TIFF file.
  bool is_one_stack() const;
  /// In natural order of volume and name.
  const std::vector<FolderImage>& images() const { return images_; }

  /// The index of the image that belongs to `section` of the folder `sections`: that of the same name; else
  /// of the one name that equals it but for leading zeros; else, where both folders are one TIFF stack with
  /// equally many pages, of the same page.
  std::optional<std::size_t> find(const FolderImage& section, const ImageFolder& sections) const;

  /// Decodes an image; keeps the last one. Throws InputError when it cannot be read so.
  const Image& read(std::size_t index, ImageReading reading = ImageReading::shown);
  /// Decodes the grey values of an image of any type.
  Plane<double> read_grey_values(std::size_t index);

 private:
  StoredImage decode(std::size_t index);
  void add_file(const std::filesystem::path& file, const std::string& volume, const std::string& prefix);
  void add_files(const std::filesystem::path& folder, const std::string& prefix);
  void number_sections();
  void check_names();

  std::filesystem::path folder_;
  NamePattern pattern_;
  std::vector<FolderImage> images_;
  std::map<std::string, std::size_t> by_name_;
  std::multimap<std::string, std::size_t> by_short_name_;  ///< by name without leading zeros
  std::optional<ImageFile> open_file_;                     ///< the last that was read
  std::filesystem::path open_path_;
  std::optional<Image> last_image_;
  std::size_t last_index_ = 0;
  ImageReading last_reading_ = ImageReading::shown;
};

}  // namespace emsurvey

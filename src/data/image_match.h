// Determines which images belong to which sections.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "data/image_folder.h"

namespace emsurvey {

/// Assigns the images of a folder to the sections of another, by name (see ImageFolder::find) or as pages of
/// a stack (see page_files).
class ImageMatch {
 public:
  /// Throws InputError if an image belongs to two sections, or if it is unknown to which page of a stack it
  /// belongs. Both folders must outlive this object.
  ImageMatch(const ImageFolder& sections, const ImageFolder& images);

  /// Returns the index of the image of a section; nothing if it has none.
  std::optional<std::size_t> image_of(std::size_t section) const { return found_.at(section); }

  // Messages call the images `kind`, such as "label image", and list the unmatched names of both sides.

  /// Throws InputError if a section has no image.
  void require_all_sections(const std::string& kind, const std::string& remedy) const;
  /// Throws InputError if an image belongs to no section.
  void require_all_images(const std::string& kind, const std::string& remedy) const;
  /// Throws InputError if the names of the two sides evidently differ: if no section has an image, or if one
  /// side seems to count from 0 and the other from 1.
  void require_agreement(const std::string& kind) const;
  /// Does what require_all_sections() and require_all_images() do or, where sections without an image are
  /// allowed, require_agreement().
  void require_match(const std::string& kind, bool allows_missing) const;
  /// Returns a warning about unmatched sections and images, if there are any.
  std::vector<std::string> warnings(const std::string& kind) const;

 private:
  /// Describes the unmatched sections and images, as the problem of an InputError.
  std::string rest(const std::string& kind) const;
  std::string sections_without(const std::string& kind) const;
  std::string images_left() const;
  /// Whether the first section has no image but there is one for a section after the last, or vice versa.
  bool is_shifted() const;
  /// Returns a further remedy for names that differ.
  std::string other_remedy() const;

  const ImageFolder& sections_;
  const ImageFolder& images_;
  std::vector<std::optional<std::size_t>> found_;  ///< By section.
  std::vector<std::string> without_;               ///< Names of sections without an image.
  std::vector<std::string> left_;                  ///< Names of images without a section.
};

}  // namespace emsurvey

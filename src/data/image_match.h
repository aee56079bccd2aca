// Which images belong to which sections.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "data/image_folder.h"

namespace emsurvey {

/// The images of a folder that belong to the sections of another, by name (see ImageFolder::find) or as a
/// page of a stack (see page_files).
class ImageMatch {
 public:
  /// Throws InputError when one image belongs to two sections, or when it is not known which page of a stack
  /// an image belongs to. Both folders must outlive this.
  ImageMatch(const ImageFolder& sections, const ImageFolder& images);

  /// The index of the image of a section; nothing when it has none.
  std::optional<std::size_t> image_of(std::size_t section) const { return found_.at(section); }

  // Images are called `kind` in messages, as "label image". All messages have the names of both sides that
  // are left over.

  /// Throws InputError when a section has no image.
  void require_all_sections(const std::string& kind, const std::string& remedy) const;
  /// Throws InputError when an image belongs to no section.
  void require_all_images(const std::string& kind, const std::string& remedy) const;
  /// Throws InputError when what is left over shows that the names of the two sides differ: when no section
  /// has an image, or one side seems to count from 0 and the other from 1.
  void require_agreement(const std::string& kind) const;
  /// A sentence about what is left over, if there is something.
  std::vector<std::string> warnings(const std::string& kind) const;

 private:
  /// What is left over, as the problem of an InputError.
  std::string rest(const std::string& kind) const;
  std::string sections_without(const std::string& kind) const;
  std::string images_left() const;
  /// Whether the first section has no image and there is one for the section after the last, or the reverse.
  bool is_shifted() const;
  /// A further remedy for names that differ.
  std::string other_remedy() const;

  const ImageFolder& sections_;
  const ImageFolder& images_;
  std::vector<std::optional<std::size_t>> found_;  ///< by section
  std::vector<std::string> without_;               ///< names of sections
  std::vector<std::string> left_;                  ///< names of images
};

}  // namespace emsurvey

// Which images belong to which sections.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "data/image_folder.h"

namespace emsurvey {

/// The images of a folder that belong to the sections of another (see ImageFolder::find).
class ImageMatch {
 public:
  /// Throws InputError when one image belongs to two sections. Both folders must outlive this.
  ImageMatch(const ImageFolder& sections, const ImageFolder& images);

  /// The index of the image of a section; nothing when it has none.
  std::optional<std::size_t> image_of(std::size_t section) const { return found_.at(section); }

  /// Throws InputError when a section has no image (`kind`, as "label image"), with the names of both sides
  /// that are left over.
  void require_all_sections(const std::string& kind, const std::string& remedy) const;
  /// The same when an image belongs to no section.
  void require_all_images(const std::string& kind) const;

 private:
  std::string sections_without(const std::string& kind) const;
  std::string images_left() const;
  /// A further remedy for names that differ.
  std::string other_remedy() const;

  const ImageFolder& sections_;
  const ImageFolder& images_;
  std::vector<std::optional<std::size_t>> found_;  ///< by section
  std::vector<std::string> without_;               ///< names of sections
  std::vector<std::string> left_;                  ///< names of images
};

}  // namespace emsurvey

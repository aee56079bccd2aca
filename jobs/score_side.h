// One side of a comparison: the true or the predicted images of a label.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/plane.h"
#include "data/image_folder.h"
#include "data/label_source.h"
#include "data/mask_files.h"
#include "data/number_files.h"

namespace emsurvey {

/// A label in an image.
struct SidePixels {
  Plane<std::uint8_t> mask;      ///< Not 0 where the label is present.
  Plane<std::uint32_t> numbers;  ///< Numbers of the regions; empty for masks.

  const Plane<std::uint32_t>* regions() const { return numbers.empty() ? nullptr : &numbers; }
};

class ScoreSide {
 public:
  /// `threshold` is for masks: grey values above it count as present; none: those above 127 of 255. Numbers of
  /// 64 bits keep their identity from image to image where `is_volume`.
  ScoreSide(const LabelSource& source, std::optional<double> threshold, bool is_volume);

  ImageFolder& folder() { return folder_; }
  const FolderImage& image(std::size_t index) const { return folder_.images().at(index); }
  /// Throws InputError if the image does not suit the kind.
  SidePixels read(std::size_t index);
  /// Returns warnings about the images that were read; `option` names their side.
  std::vector<std::string> warnings(const std::string& option) const;

 private:
  SidePixels read_numbers(std::size_t index);
  SidePixels read_mask(std::size_t index);
  SidePixels read_probabilities(const StoredImage& image, const std::string& subject) const;
  /// Returns the numbers of a section, numbered anew for the whole volume.
  Plane<std::uint32_t> numbers_in_volume(std::size_t index);
  /// Whether some image of a prediction has more than two values.
  bool has_grey_values();

  LabelSource source_;
  std::optional<double> threshold_;
  bool is_volume_;
  ImageFolder folder_;
  MaskFiles masks_;
  NumberFiles numbers_;
  std::unordered_map<std::uint64_t, std::uint32_t> known_numbers_;
  std::optional<bool> has_grey_values_;
};

}  // namespace emsurvey

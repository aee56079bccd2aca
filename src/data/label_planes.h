// Stored images into the planes of a data set.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/plane.h"
#include "data/dataset.h"
#include "io/stored_image.h"

namespace emsurvey {

/// What an image says about one label.
struct LabelPlanes {
  Plane<std::uint8_t> target;  ///< 0..255
  Plane<std::uint32_t>
      instances;  ///< numbers of the true regions, 0 elsewhere; empty for masks and grey targets
};

/// The grey values of a section, 8 or 16 bits (`image.bit_depth`). Throws InputError naming `subject` when
/// the image is in colour or of another depth.
Plane<std::uint16_t> raw_plane(const Image& image, const std::string& subject);

/// How the images of a label are to be read: colours of RGB images and soft targets as they are shown; masks
/// and numbered regions as the numbers that are stored, whatever they are shown as.
ImageReading label_reading(std::optional<int> channel, LabelKind kind);

/// The label of a grey image, or of one channel of an RGB image (`channel`). Masks of two values become 0 and
/// 255 (see mask_values.h), values of 16 bits are scaled to 8. Numbered regions: the target is 255 where the
/// number is > 0; of cells, it is 255 where the number is 0 or one of the 4 neighbours has another, and the
/// regions end there. Throws InputError naming `subject` when the image does not suit the kind.
LabelPlanes label_planes(const Image& image, std::optional<int> channel, LabelKind kind,
                         const std::string& subject);

/// 1 where a grey image is > 0: where a label is annotated. Throws InputError naming `subject` when it is in
/// colour.
Plane<std::uint8_t> valid_plane(const Image& image, const std::string& subject);

/// Removes the valid planes of a section that is annotated everywhere, and instance planes that are all
/// empty.
void drop_what_says_nothing(Section& section);

}  // namespace emsurvey

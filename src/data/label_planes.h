// Converts stored images to the planes of a data set.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/plane.h"
#include "data/dataset.h"
#include "io/stored_image.h"

namespace emsurvey {

/// Target and regions of one label in an image.
struct LabelPlanes {
  Plane<std::uint8_t> target;  ///< 0..255
  /// Numbers of the true regions, 0 elsewhere; empty for masks and grey targets.
  Plane<std::uint32_t> instances;
};

/// Returns the grey values of a section with 8 or 16 bits (`image.bit_depth`). Throws InputError that names
/// `subject` if the image is in colour or of another depth.
Plane<std::uint16_t> raw_plane(const Image& image, const std::string& subject);

/// Returns how to interpret the images of a label: RGB channels and soft targets as displayed, masks and
/// numbered regions as the stored numbers.
ImageReading label_reading(std::optional<int> channel, LabelKind kind);

/// Converts a grey image, or one channel of an RGB image (`channel`), to a label. Masks of two values become
/// 0 and 255 (see mask_values.h), and 16-bit values are scaled to 8 bits. For instances, the target is 255
/// where the number is > 0. For cells, it is 255 where the number is 0 or differs from one of the 4
/// neighbours; such pixels belong to no region. Throws InputError that names `subject` if the image does not
/// suit the kind.
LabelPlanes label_planes(const Image& image, std::optional<int> channel, LabelKind kind,
                         const std::string& subject);

/// Returns where a label is annotated: 1 where a grey image is > 0, else 0. Throws InputError that names
/// `subject` if the image is in colour.
Plane<std::uint8_t> valid_plane(const Image& image, const std::string& subject);

/// Removes the valid planes of a section that is annotated everywhere, and the instance planes if all are
/// empty.
void drop_what_says_nothing(Section& section);

}  // namespace emsurvey

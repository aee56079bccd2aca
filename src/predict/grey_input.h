// Converts images of any kind to the grey values that a network was trained on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "data/dataset.h"
#include "data/image_folder.h"
#include "data/raw_images.h"

namespace emsurvey {

/// Values of an image that a network is to see as black and as white.
using GreyEnds = std::pair<double, double>;

/// A section in the grey values of the training sections.
struct GreyInput : RawValues {
  std::optional<GreyEnds>
      converted;  ///< The ends that were mapped to the network's grey range, if they were.
};

/// Reads a grey image, or one with three equal channels. Its values are taken as they are if its type is that of
/// the training sections. Otherwise, or if `ends` are given, they are mapped so that the ends become the grey range
/// of the network: `ends`, else 0 and the largest value of unsigned integers of 8 or 16 bits. Values beyond are
/// clipped only where the depth of the training sections ends. Throws InputError if the image is in colour or its
/// type has no ends of its own.
GreyInput read_grey_input(ImageFolder& images, std::size_t index, const DatasetFormat& format,
                          const std::optional<GreyEnds>& ends);

}  // namespace emsurvey

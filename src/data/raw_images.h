// Images of sections into grey values of 8 or 16 bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/plane.h"
#include "data/cut_off.h"
#include "data/dataset.h"
#include "data/image_folder.h"
#include "data/label_source.h"

namespace emsurvey {

/// The range of values that sections of other types than 8 and 16 bits without sign become 0 to 65535 by;
/// nothing where the images have none of these types. That is `given`, else of all sections: whole numbers
/// that differ by at most 65535 keep their differences; others get a range three times as wide as that of all
/// but the outermost thousandths of each section's pixels, as far as values occur there. Throws InputError
/// where the images that can be read are of several types, where one cannot be read and the range is not
/// given, or where they have one value everywhere.
std::optional<ValueRange> value_range_of(ImageFolder& images,
                                         const std::optional<std::pair<double, double>>& given);

struct RawValues {
  Plane<std::uint16_t> grey;
  CutOff cut_off;
};

/// The grey values of an image: as they are stored, or, with a range, rounded to 0 to 65535 (what is outside
/// is cut off). Throws InputError when the image is in colour or its type does not suit `range`.
RawValues raw_values(ImageFolder& images, std::size_t index, const std::optional<ValueRange>& range);

/// Throws InputError, before anything is decoded, when a file would become so much larger in memory that it
/// cannot show tissue.
void check_raw_sizes(const ImageFolder& images);

/// Throws InputError, before anything is decoded, when the sections and their labels have no room in memory.
void check_memory(const ImageFolder& images, const std::vector<LabelSource>& labels);

}  // namespace emsurvey

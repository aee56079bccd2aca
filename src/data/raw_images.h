// Converts images of sections to grey values of 8 or 16 bits.
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

/// Returns the range that maps the values of sections to 0..65535; nothing if all are unsigned with 8 or 16
/// bits. This is the range `given`; else it is computed from all sections. Integers that differ by at most
/// 65535 keep their differences. Other values get a range three times as wide as that of all pixels except
/// the outermost thousandths of each section, limited to the values that occur. Throws InputError if the
/// readable images have several types, if an image is unreadable and no range is given, or if all values are
/// equal.
std::optional<ValueRange> value_range_of(ImageFolder& images,
                                         const std::optional<std::pair<double, double>>& given);

struct RawValues {
  Plane<std::uint16_t> grey;
  CutOff cut_off;
};

/// Returns the grey values of an image: as stored, or, with a range, rounded to 0..65535, where values
/// outside the range are clipped. Throws InputError if the image is in colour or its type does not suit
/// `range`.
RawValues raw_values(ImageFolder& images, std::size_t index, const std::optional<ValueRange>& range);

/// Throws InputError, before decoding, if a file would become so much larger in memory that it cannot show
/// tissue.
void check_raw_sizes(const ImageFolder& images);

/// Throws InputError, before decoding, if the sections and their labels do not fit into memory.
void check_memory(const ImageFolder& images, const std::vector<LabelSource>& labels);

}  // namespace emsurvey

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

/// Returns the range that maps the values of sections to 0..65535. Returns nothing if no mapping is needed
/// (all images unsigned, 8 or 16 bits). Otherwise returns `given`, or computes a range from all sections:
/// integers that differ by at most 65535 keep their differences; other values get a range three times as wide
/// as that of all pixels except the darkest and the brightest thousandth of each section, limited to the
/// values that occur. Throws InputError if the readable images have several types, if an image is unreadable
/// and no range is given, or if all values are equal.
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

/// Throws InputError, before decoding, if the decoded images of a file are over 64 MiB and over 250 times its
/// size; tissue compresses by 2 to 20.
void check_raw_sizes(const ImageFolder& images);

/// Throws InputError, before decoding, if the sections and their labels do not fit into memory.
void check_memory(const ImageFolder& images, const std::vector<LabelSource>& labels);

}  // namespace emsurvey

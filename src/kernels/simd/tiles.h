// The tiles of an image: squares of outputs, each computed from 6 x 6 inputs.
#pragma once

#include "kernels/convolution_shape.h"
#include "kernels/simd/vector.h"

namespace emsurvey::EMSURVEY_SIMD {

constexpr std::int64_t frequencies = 36;  ///< Products of a tile, 6 x 6.

/// Width and height of a tile for a kernel with so many taps in a row.
constexpr std::int64_t tile_of(std::int64_t taps) {
  return 7 - taps;
}

/// The distance of `values` of one frequency to those of the next: one line of the cache more, so that their addresses
/// do not share few sets of it.
constexpr std::int64_t frequency_distance(std::int64_t values) {
  return values + 16;
}

/// Tiles beside each other.
struct Run {
  std::int64_t sample, y, x;  ///< Output pixel of the first tile.
  std::int64_t count;         ///< At most `lanes`.
  std::int64_t position;      ///< Of the first tile among those that are visited.
};

/// All tiles of a batch, row by row, sample by sample, in groups of `lanes`. The last group of a sample is filled with
/// tiles below the image.
class Tiling {
 public:
  explicit Tiling(const ConvolutionShape& shape)
      : tile_(tile_of(shape.kernel)),
        columns_(rounded_up_quotient(shape.output_width(), tile_)),
        rows_(rounded_up_quotient(shape.output_height(), tile_)),
        groups_(rounded_up_quotient(columns_ * rows_, lanes)),
        samples_(shape.samples) {}

  std::int64_t group_count() const { return samples_ * groups_; }

  /// Calls visit(run) for the tiles of some groups, in their order. A vector may be stored for each run at its
  /// position: what it writes too much belongs to later runs, or follows the groups.
  template <class Visit>
  void for_each_run(std::int64_t first_group, std::int64_t count, const Visit& visit) const {
    std::int64_t sample = first_group / groups_, in_sample = first_group % groups_ * lanes;
    for (std::int64_t position = 0; position < count * lanes; ++sample, in_sample = 0) {
      const std::int64_t end = smaller(groups_ * lanes, in_sample + count * lanes - position);
      std::int64_t row = in_sample / columns_, column = in_sample % columns_;
      while (in_sample < end) {
        const std::int64_t to_end = smaller(lanes, end - in_sample);
        const std::int64_t length = row < rows_ ? smaller(to_end, columns_ - column) : to_end;
        visit(Run{sample, row * tile_, column * tile_, length, position});
        in_sample += length;
        position += length;
        column += length;
        if (column >= columns_) {
          column = 0;
          ++row;
        }
      }
    }
  }

 private:
  std::int64_t tile_, columns_, rows_, groups_, samples_;
};

}  // namespace emsurvey::EMSURVEY_SIMD

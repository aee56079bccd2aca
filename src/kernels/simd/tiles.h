// The tiles of an image: squares of 4 x 4 outputs.
#pragma once

#include "kernels/convolution_shape.h"
#include "kernels/simd/vector.h"

namespace emsurvey::EMSURVEY_SIMD {

constexpr std::int64_t tile = 4;          ///< Width and height of a tile.
constexpr std::int64_t frequencies = 36;  ///< Products of a tile, 6 x 6.

/// The distance of `values` of one frequency to those of the next: one line of the cache more, so that their addresses
/// do not share few sets of it.
constexpr std::int64_t frequency_distance(std::int64_t values) {
  return values + 16;
}

/// A group of up to `lanes` tiles beside each other in a sample.
struct Group {
  std::int64_t sample, y, x;  ///< Pixel of the first tile.
};

/// All groups of a batch, row by row, sample by sample. The last group of a row may reach over the image.
class Groups {
 public:
  explicit Groups(const ConvolutionShape& shape)
      : in_a_row_(rounded_up_quotient(shape.width, tile * lanes)),
        in_a_sample_(in_a_row_ * rounded_up_quotient(shape.height, tile)),
        count_(shape.samples * in_a_sample_) {}

  std::int64_t count() const { return count_; }
  Group operator[](std::int64_t number) const {
    const std::int64_t in_sample = number % in_a_sample_;
    return {number / in_a_sample_, in_sample / in_a_row_ * tile, in_sample % in_a_row_ * tile * lanes};
  }

 private:
  std::int64_t in_a_row_, in_a_sample_, count_;
};

}  // namespace emsurvey::EMSURVEY_SIMD

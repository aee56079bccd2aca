// The section and crop of each training sample.
#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "data/dataset.h"

namespace emsurvey {

/// One augmented crop. It is flipped first, then transposed; section and labels alike.
struct Sample {
  int image = 0;  ///< Index of the section in the data set.
  int y = 0;      ///< First row of the crop.
  int x = 0;      ///< First column of the crop.
  bool flip_rows = false;
  bool flip_columns = false;
  bool transpose = false;
  std::uint32_t number = 0;  ///< Number within the training, from 0.
  bool operator==(const Sample&) const = default;
};

/// The samples of a training, numbered from 0 over all steps and ranks. Each sample is a pure function of its
/// number. Every epoch visits each training image once, in an order of its own.
class Sampler {
 public:
  /// No training section may be smaller than the crop.
  Sampler(const Dataset& dataset, std::vector<int> training_images, int crop_px, const RandomKey& key);

  Sample sample(std::int64_t number);

 private:
  int image_of(std::int64_t number);
  double annotated_share(const Sample& sample) const;

  const Dataset& dataset_;
  std::vector<int> training_images_;
  int crop_px_;
  RandomKey key_;
  std::int64_t epoch_ = -1;  ///< Epoch of order_.
  std::vector<int> order_;
};

}  // namespace emsurvey

// The sections of a data set on the device that trains on them.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "data/dataset.h"

namespace emsurvey {

/// All sections as float32 on a device, 4 bytes a pixel and plane. One upload can serve all trainings of a
/// process at one scale, whatever their split, thread and stream.
class ResidentSections {
 public:
  /// Returns when the upload is done.
  ResidentSections(const Dataset& dataset, const at::Device& device);
  ResidentSections(const ResidentSections&) = delete;
  ResidentSections& operator=(const ResidentSections&) = delete;

  /// To be called by each thread that is going to read, before it does: the memory is then not given to
  /// others before all is done that the thread's current stream was told while the sections lived.
  void read_in_current_stream() const;

  /// Where the pixels of a section begin in a plane, and how many there are a row.
  struct Place {
    std::int64_t begin;
    std::int64_t width;
  };
  const Place& place(int image) const { return places_[static_cast<std::size_t>(image)]; }
  std::int64_t label_count() const { return label_count_; }
  bool has_validity() const { return planes_.size(0) > 1 + label_count_; }
  /// [1 + C or 1 + 2 C, pixels of all sections]: grey, labels, validity; as in Batch.
  const at::Tensor& planes() const { return planes_; }

 private:
  at::Tensor planes_;
  std::int64_t label_count_;
  std::vector<Place> places_;  ///< by index in the data set
};

}  // namespace emsurvey

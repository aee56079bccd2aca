// The sections of a data set on the training device.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "data/dataset.h"

namespace emsurvey {

/// All sections as float32 on a device, 4 bytes per pixel and plane. One upload can serve all trainings of a
/// process at one scale, whatever their split, thread and stream.
class ResidentSections {
 public:
  /// Uploads the sections; returns when the upload is complete.
  ResidentSections(const Dataset& dataset, const at::Device& device);
  ResidentSections(const ResidentSections&) = delete;
  ResidentSections& operator=(const ResidentSections&) = delete;

  /// Registers the caller's current stream (record_stream), so that the memory is not reused before all work
  /// that was enqueued on it during the lifetime of the sections is done. Each thread must call it before it
  /// reads.
  void read_in_current_stream() const;

  /// Offset of the first pixel of a section in a plane, and the number of pixels per row.
  struct Place {
    std::int64_t begin;
    std::int64_t width;
  };
  const Place& place(int image) const { return places_[static_cast<std::size_t>(image)]; }
  std::int64_t label_count() const { return label_count_; }
  bool has_validity() const { return planes_.size(0) > 1 + label_count_; }
  /// [1 + C or 1 + 2 C, pixels of all sections]: grey values, labels and, if any pixel is unannotated,
  /// annotation masks; as in Batch.
  const at::Tensor& planes() const { return planes_; }

 private:
  at::Tensor planes_;
  std::int64_t label_count_;
  std::vector<Place> places_;  ///< Indexed like the sections of the data set.
};

}  // namespace emsurvey

// Conversion of sections into tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

#include "data/dataset.h"
#include "train/sampler.h"

namespace emsurvey {

/// The input of a training step: N samples of S x S pixels with C labels. float32; grey values and labels are
/// in [-1, 1].
struct Batch {
  at::Tensor sections;  ///< Grey values, [N, 1, S, S].
  at::Tensor targets;   ///< Labels, [N, C, S, S].
  at::Tensor valid;     ///< Annotation masks, [N, C, S, S], 0 or 1; undefined where everything is annotated.
  at::Tensor numbers;   ///< Sample numbers within the training, [N], int64; undefined for whole sections.
};

/// Whether every pixel of every section is annotated.
bool is_annotated_everywhere(const Dataset& dataset);

/// Cuts the crops of `samples`, `crop_px` (= S) pixels wide and high, into a batch on the CPU.
Batch cut_batch(const Dataset& dataset, std::span<const Sample> samples, int crop_px);

/// Returns the network input for a whole section, [H, W]. The grey range of the data set maps to [-1, 1];
/// values outside it are clamped.
at::Tensor section_tensor(const DatasetFormat& format, const Plane<std::uint16_t>& raw);

/// Returns the whole section as a batch of one sample, on the CPU.
Batch whole_section(const Dataset& dataset, const Section& section);

}  // namespace emsurvey

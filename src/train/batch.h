// Sections as tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include <span>

#include "data/dataset.h"
#include "train/sampler.h"

namespace emsurvey {

/// What a training step sees of N samples: values in [-1, 1], float32.
struct Batch {
  at::Tensor sections;  ///< [N, 1, S, S]
  at::Tensor targets;   ///< [N, C, S, S]
  at::Tensor valid;     ///< [N, C, S, S] in {0, 1}; undefined where the data set is annotated everywhere
  at::Tensor numbers;   ///< of the samples in their training, [N], int64; undefined for whole sections
};

/// Whether no section has unannotated pixels.
bool is_annotated_everywhere(const Dataset& dataset);

/// The crops of `samples`, `crop_px` = S, on the CPU.
Batch cut_batch(const Dataset& dataset, std::span<const Sample> samples, int crop_px);

/// A whole section as the network sees it, [H, W]: the grey range of the data set becomes [-1, 1], what lies
/// beyond is clamped.
at::Tensor section_tensor(const Dataset& dataset, const Plane<std::uint16_t>& raw);

/// The whole section as a batch of one, on the CPU.
Batch whole_section(const Dataset& dataset, const Section& section);

}  // namespace emsurvey

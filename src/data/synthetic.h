// Synthetic EM sections with labels, for trials and tests without real data.
#pragma once

#include <cstdint>

#include "data/dataset.h"

namespace emsurvey {

struct SyntheticOptions {
  int sections = 20;       ///< 1..10000.
  int size = 512;          ///< Height and width in pixels, 32..16384.
  std::uint64_t seed = 1;  ///< Equal seeds give equal data sets on every machine with IEEE 754 arithmetic.
};

/// Returns consecutive sections of a synthetic tissue, 8-bit grey, with the labels synapses, mitochondria and
/// membranes in the form of the published study's data. Throws InputError if an option is out of range.
Dataset synthetic_dataset(const SyntheticOptions& options);

}  // namespace emsurvey

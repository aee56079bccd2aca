// Invented EM sections with labels, for trials and tests without real data.
#pragma once

#include <cstdint>

#include "data/dataset.h"

namespace emsurvey {

struct SyntheticOptions {
  int sections = 20;       ///< 1..10000
  int size = 512;          ///< height and width in pixels, 32..16384
  std::uint64_t seed = 1;  ///< equal seeds give equal data sets, on every machine with IEEE 754 arithmetic
};

/// Consecutive sections of an invented tissue, 8-bit grey, with the labels synapses, mitochondria and
/// membranes in the form of the published study's data. Throws InputError when an option is out of range.
Dataset synthetic_dataset(const SyntheticOptions& options);

}  // namespace emsurvey

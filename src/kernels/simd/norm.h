// The norm of planes with ReLU; see SimdKernels.
#pragma once

#include "kernels/simd/vector.h"
#include "kernels/simd_kernels.h"

namespace emsurvey::EMSURVEY_SIMD {

void normalise(const NormTensors& tensors, std::int64_t begin, std::int64_t end);
void normalise_gradients(const NormTensors& tensors, const NormGradients& gradients, std::int64_t begin,
                         std::int64_t end);

}  // namespace emsurvey::EMSURVEY_SIMD

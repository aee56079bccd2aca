#include "kernels/simd_kernels.h"

namespace emsurvey {

const std::vector<const SimdKernels*>& simd_kernels() {
  static const std::vector<const SimdKernels*> none;
  return none;
}

}  // namespace emsurvey

#include "kernels/simd_kernels.h"

#include <cstdlib>
#include <string_view>

namespace emsurvey {

namespace avx2 {
extern const SimdKernels kernels;
}
namespace avx512 {
extern const SimdKernels kernels;
}

namespace {

/// Whether ATEN_CPU_CAPABILITY, a variable of LibTorch, excludes the instructions `name`.
bool is_excluded(std::string_view name) {
  const char* limit = std::getenv("ATEN_CPU_CAPABILITY");
  if (limit == nullptr) return false;
  return limit == std::string_view("default") || (limit == std::string_view("avx2") && name == "avx512");
}

std::vector<const SimdKernels*> find_kernels() {
  std::vector<const SimdKernels*> found;
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || is_excluded("avx2")) return found;
  found.push_back(&avx2::kernels);
  if (__builtin_cpu_supports("avx512f") && !is_excluded("avx512")) found.push_back(&avx512::kernels);
  return found;
}

}  // namespace

const std::vector<const SimdKernels*>& simd_kernels() {
  static const std::vector<const SimdKernels*> found = find_kernels();
  return found;
}

}  // namespace emsurvey

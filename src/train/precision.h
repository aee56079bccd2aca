// The floating-point precision of computations.
#pragma once

#include <ATen/core/Tensor.h>

#include "survey/choices.h"

namespace emsurvey {

/// Whether `device` has bfloat16 instructions: GPUs from compute capability 8 on, and x86 processors with
/// AVX512-BF16 (which all processors with AMX have). Other processors are assumed to have them. Without them,
/// LibTorch computes bfloat16 with other instructions.
bool has_bfloat16(const at::Device& device);

/// Sets how the GPUs of this process compute; call it before the first computation. CPUs are not affected.
/// Unless `precision` is float32, products and convolutions of float32 round their factors to 10 bits of
/// mantissa. `is_deterministic` selects algorithms that give the same bits each time, some of which are
/// slower; otherwise cuDNN benchmarks its algorithms and takes the fastest.
void use_gpu_arithmetic(Precision precision, bool is_deterministic);

/// RAII guard: while it exists and is `on`, this thread computes in bfloat16 on `device` where that is safe
/// (LibTorch's autocast). Weights (but see RoundedWeights), gradients and everything else stay float32.
class Bfloat16 {
 public:
  Bfloat16(bool on, const at::Device& device);
  ~Bfloat16();
  Bfloat16(const Bfloat16&) = delete;
  Bfloat16& operator=(const Bfloat16&) = delete;

 private:
  bool is_on_;
  at::DeviceType device_;
};

}  // namespace emsurvey

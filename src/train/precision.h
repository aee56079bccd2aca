// How devices compute.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace emsurvey {

/// Whether `device` has instructions for bfloat16: GPUs from compute capability 8, x86 processors with
/// AVX512-BF16 (or AMX, which all have that, too); of others it is assumed. Without them LibTorch computes it
/// by other instructions.
bool has_bfloat16(const at::Device& device);

/// Before a process computes anything on GPUs; nothing changes on CPUs. Products and convolutions of float32
/// round their factors to 10 bits of mantissa unless `precision` is float32. `is_deterministic`: the same
/// numbers each time, by slower algorithms where there are any; else cuDNN measures which are fastest.
void use_gpu_arithmetic(const std::string& precision, bool is_deterministic);

/// Within its life what this thread has `device` compute is in bfloat16 where that is safe (LibTorch's
/// autocast), if it is `on`; weights, their gradients and the rest stay float32.
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

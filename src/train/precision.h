// How GPUs compute.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "survey/experiment.h"

namespace emsurvey {

/// Throws InputError naming the key `precision` when an experiment asks for bf16 and `device` is no GPU. CPUs
/// compute tf32 as float32.
void require_precision(const std::vector<Experiment>& experiments, const at::Device& device);

/// Before a process computes anything on GPUs; nothing changes on CPUs. Products and convolutions of float32
/// round their factors to 10 bits of mantissa unless `precision` is float32. `is_deterministic`: the same
/// numbers each time, by slower algorithms where there are any; else cuDNN measures which are fastest.
void use_gpu_arithmetic(const std::string& precision, bool is_deterministic);

/// Within its life what this thread has GPUs compute is in bfloat16 where that is safe (LibTorch's autocast),
/// if it is `on`; weights, their gradients and the rest stay float32.
class Bfloat16 {
 public:
  explicit Bfloat16(bool on);
  ~Bfloat16();
  Bfloat16(const Bfloat16&) = delete;
  Bfloat16& operator=(const Bfloat16&) = delete;

 private:
  bool is_on_;
};

}  // namespace emsurvey

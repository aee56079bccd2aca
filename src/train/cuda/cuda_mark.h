// Marks in the work of a GPU.
#pragma once

#include <ATen/cuda/CUDAEvent.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include "train/device_mark.h"

namespace emsurvey {

/// A CUDA event. A thread that waits for it sleeps (cudaEventBlockingSync).
class CudaMark : public DeviceMark {
 public:
  explicit CudaMark(const at::Device& gpu) : gpu_(gpu) {}

  void set() override {
    const c10::cuda::CUDAGuard current(gpu_);
    event_.record(c10::cuda::getCurrentCUDAStream(gpu_.index()));
  }
  bool is_reached() const override {
    const c10::cuda::CUDAGuard current(gpu_);
    return event_.query();
  }
  void wait() const override {
    const c10::cuda::CUDAGuard current(gpu_);
    event_.synchronize();
  }

 private:
  at::Device gpu_;
  at::cuda::CUDAEvent event_{cudaEventDisableTiming | cudaEventBlockingSync};
};

}  // namespace emsurvey

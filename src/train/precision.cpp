#include "train/precision.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <torch/version.h>
#ifdef EMSURVEY_CUDA
#include <ATen/cuda/CUDAContext.h>
#include <ATen/native/ConvUtils.h>
#endif

#include <cstdlib>

namespace emsurvey {
namespace {

void set_bfloat16(bool on, at::DeviceType device) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
  at::autocast::set_autocast_dtype(device, at::kBFloat16);
  at::autocast::set_autocast_enabled(device, on);
#else
  at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
  at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
  (device == at::kCUDA ? at::autocast::set_enabled : at::autocast::set_cpu_enabled)(on);
#endif
  // A captured step must convert the weights anew in each replay.
  at::autocast::set_autocast_cache_enabled(!on);
}

}  // namespace

bool has_bfloat16([[maybe_unused]] const at::Device& device) {
#ifdef EMSURVEY_CUDA
  if (device.is_cuda()) return at::cuda::getDeviceProperties(device.index())->major >= 8;
#endif
#ifdef __x86_64__
  return __builtin_cpu_supports("avx512bf16") != 0;
#else
  return true;
#endif
}

void use_gpu_arithmetic(const std::string& precision, bool is_deterministic) {
  auto& context = at::globalContext();
  context.setAllowTF32CuDNN(precision != "float32");
  context.setAllowTF32CuBLAS(precision != "float32");
  context.setBenchmarkCuDNN(!is_deterministic);
  context.setDeterministicCuDNN(is_deterministic);
  context.setDeterministicAlgorithms(is_deterministic, /*warn_only=*/false);
#ifdef EMSURVEY_CUDA
  context.setDeterministicFillUninitializedMemory(false);    // No code reads uninitialised memory.
  at::native::_cudnn_set_conv_benchmark_empty_cache(false);  // Other trainings may share the GPU.
#endif
  // cuBLAS reads the variable at its first matrix product.
  if (is_deterministic) ::setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", /*overwrite=*/0);
}

Bfloat16::Bfloat16(bool on, const at::Device& device) : is_on_(on), device_(device.type()) {
  if (is_on_) set_bfloat16(true, device_);
}

Bfloat16::~Bfloat16() {
  if (is_on_) set_bfloat16(false, device_);
}

}  // namespace emsurvey

#include "train/precision.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include <cstdlib>

#include "train/device.h"

namespace emsurvey {
namespace {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
void set_autocast(bool on, at::DeviceType device) {
  at::autocast::set_autocast_dtype(device, at::kBFloat16);
  at::autocast::set_autocast_enabled(device, on);
}
#else
void set_autocast(bool on, at::DeviceType device) {
  at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
  at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
  (device == at::kCUDA ? at::autocast::set_enabled : at::autocast::set_cpu_enabled)(on);
}
#endif

void set_bfloat16(bool on, at::DeviceType device) {
  set_autocast(on, device);
  // A captured step must convert the weights anew in each replay.
  at::autocast::set_autocast_cache_enabled(!on);
}

#ifdef __x86_64__
bool processor_has_bfloat16() {
  return __builtin_cpu_supports("avx512bf16") != 0;
}
#else
bool processor_has_bfloat16() {
  return true;
}
#endif

}  // namespace

bool has_bfloat16(const at::Device& device) {
  return device.is_cuda() ? compute_capability(device) >= 8 : processor_has_bfloat16();
}

void use_gpu_arithmetic(Precision precision, bool is_deterministic) {
  auto& context = at::globalContext();
  context.setAllowTF32CuDNN(precision != Precision::float32);
  context.setAllowTF32CuBLAS(precision != Precision::float32);
  context.setBenchmarkCuDNN(!is_deterministic);
  context.setDeterministicCuDNN(is_deterministic);
  context.setDeterministicAlgorithms(is_deterministic, /*warn_only=*/false);
  configure_gpu_memory();
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

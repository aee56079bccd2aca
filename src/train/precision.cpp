#include "train/precision.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <torch/version.h>
#ifdef EMSURVEY_CUDA
#include <ATen/native/ConvUtils.h>
#endif

#include <cstdlib>

#include "base/error.h"

namespace emsurvey {
namespace {

void set_bfloat16(bool on) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
  at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
  at::autocast::set_autocast_enabled(at::kCUDA, on);
#else
  at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
  at::autocast::set_enabled(on);
#endif
  // A step that is recorded must convert the weights anew each time.
  at::autocast::set_autocast_cache_enabled(!on);
}

}  // namespace

void require_precision(const std::vector<Experiment>& experiments, const at::Device& device) {
  for (const auto& experiment : experiments) {
    require(experiment.precision != "bf16" || device.is_cuda(), "precision",
            "is bf16, but this device is a CPU", "use tf32 or float32, or a GPU");
  }
}

void use_gpu_arithmetic(const std::string& precision, bool is_deterministic) {
  auto& context = at::globalContext();
  context.setAllowTF32CuDNN(precision != "float32");
  context.setAllowTF32CuBLAS(precision != "float32");
  context.setBenchmarkCuDNN(!is_deterministic);
  context.setDeterministicCuDNN(is_deterministic);
  context.setDeterministicAlgorithms(is_deterministic, /*warn_only=*/false);
#ifdef EMSURVEY_CUDA
  context.setDeterministicFillUninitializedMemory(false);    // nothing reads what was not written
  at::native::_cudnn_set_conv_benchmark_empty_cache(false);  // others train beside this one
#endif
  // cuBLAS reads it when its first product is computed.
  if (is_deterministic) ::setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", /*overwrite=*/0);
}

Bfloat16::Bfloat16(bool on) : is_on_(on) {
  if (is_on_) set_bfloat16(true);
}

Bfloat16::~Bfloat16() {
  if (is_on_) set_bfloat16(false);
}

}  // namespace emsurvey

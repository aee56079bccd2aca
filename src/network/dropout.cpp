#include "network/dropout.h"

#include <ATen/ATen.h>

namespace emsurvey {

DropoutNoise::DropoutNoise(const RandomKey& key, const std::vector<std::uint32_t>& samples) {
  for (const auto sample : samples) sequences_.emplace_back(key, RandomUse::dropout, sample);
}

DropoutNoise DropoutNoise::of_testing(std::int64_t sample_count) {
  return {RandomKey{}, std::vector<std::uint32_t>(static_cast<std::size_t>(sample_count), 0)};
}

at::Tensor DropoutNoise::drop_half(const at::Tensor& x) {
  at::Tensor mask = at::empty(x.sizes(), at::kFloat);
  float* out = mask.data_ptr<float>();
  const std::int64_t size = x.numel() / x.size(0);
  for (auto& sequence : sequences_) {
    std::uint32_t bits = 0;
    for (std::int64_t i = 0; i < size; ++i, bits >>= 1) {
      if (i % 32 == 0) bits = sequence.bits();
      *out++ = (bits & 1) != 0 ? 2.0F : 0.0F;
    }
  }
  return x * mask.to(x.options());
}

}  // namespace emsurvey

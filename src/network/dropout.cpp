#include "network/dropout.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <utility>

namespace emsurvey {
namespace {

// Words of 32 bits are stored in int64 tensors, whose products keep the lowest 64 bits.
constexpr std::int64_t lowest_32_bits = 0xFFFFFFFF;

at::Tensor low(const at::Tensor& product) {
  return product.bitwise_and(lowest_32_bits);
}

at::Tensor high(const at::Tensor& product) {
  return low(product.__rshift__(32));
}

/// Computes philox() of base/random.h for many counters at once. The words of a counter may have any shapes
/// that can be broadcast.
std::array<at::Tensor, 4> philox_words(std::array<at::Tensor, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const at::Tensor first = counter[0] * std::int64_t{0xD2511F53};
    const at::Tensor second = counter[2] * std::int64_t{0xCD9E8D57};
    counter = {high(second).bitwise_xor(counter[1]).bitwise_xor(std::int64_t{key[0]}), low(second),
               high(first).bitwise_xor(counter[3]).bitwise_xor(std::int64_t{key[1]}), low(first)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

/// Number of 32-bit words for `size` values; every layer starts with a new one.
std::int64_t words_of(std::int64_t size) {
  return (size + 31) / 32;
}

/// Returns the words [first, first + count) of the random sequences for dropout, [N, count].
at::Tensor random_words(const RandomKey& key, const at::Tensor& samples, std::int64_t first,
                        std::int64_t count) {
  const auto use = static_cast<std::int64_t>(RandomUse::dropout) << 24;
  const std::int64_t first_block = first / 4, end_block = (first + count + 3) / 4;
  const auto number = [&](std::int64_t value) { return at::full({1, 1}, value, samples.options()); };
  const auto words =
      philox_words({at::arange(use + first_block, use + end_block, samples.options()).unsqueeze(0),
                    samples.unsqueeze(1), number(key.split), number(key.repeat)},
                   {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)});
  return at::stack({words[0], words[1], words[2], words[3]}, 2)
      .view({samples.size(0), -1})
      .narrow(1, first - 4 * first_block, count);
}

/// Single words of the sequence of sample 0, numbered from a first one. Neighbouring words are computed together.
class OneWord {
 public:
  OneWord(const RandomKey& key, std::int64_t first) : key_(key), first_(first) {}

  std::uint32_t operator()(std::int64_t index) {
    const std::int64_t word = first_ + index;
    if (word / 4 != block_) {
      block_ = word / 4;
      const auto use = static_cast<std::uint32_t>(RandomUse::dropout) << 24;
      words_ = philox({use + static_cast<std::uint32_t>(block_), 0, key_.split, key_.repeat},
                      {static_cast<std::uint32_t>(key_.seed), static_cast<std::uint32_t>(key_.seed >> 32)});
    }
    return words_[static_cast<std::size_t>(word % 4)];
  }

 private:
  RandomKey key_;
  std::int64_t first_;
  std::int64_t block_ = -1;
  std::array<std::uint32_t, 4> words_{};
};

}  // namespace

DropoutNoise::DropoutNoise(const RandomKey& key, at::Tensor samples)
    : key_(key), samples_(std::move(samples)) {}

DropoutNoise DropoutNoise::of_testing(std::int64_t sample_count) {
  return {RandomKey{}, at::zeros({sample_count}, at::kLong)};
}

DropoutNoise DropoutNoise::of_tile(const TilePlace& place) {
  DropoutNoise noise = of_testing(1);
  noise.place_ = place;
  return noise;
}

void DropoutNoise::announce(const std::vector<std::int64_t>& sizes) {
  for (const std::int64_t size : sizes) announced_ += words_of(size);
}

at::Tensor DropoutNoise::next_bits(std::int64_t words, const at::Device& device) {
  if (!bits_.defined() || next_word_ + words > first_word_ + bits_.size(1)) {
    const std::int64_t count = std::max(words, std::exchange(announced_, 0));
    const at::Tensor samples = samples_.to(device), places = at::arange(32, samples.options());
    const at::Tensor drawn = random_words(key_, samples, next_word_, count).unsqueeze(2);
    bits_ = drawn.__rshift__(places).bitwise_and(1).mul_(2);
    first_word_ = next_word_;
  }
  next_word_ += words;
  return bits_.narrow(1, next_word_ - words - first_word_, words);
}

at::Tensor DropoutNoise::next_mask_of_tile(const at::Tensor& x) {
  const std::int64_t shrinkage = place_->window.height / x.size(2);
  const std::int64_t height = place_->height / shrinkage, width = place_->width / shrinkage;
  const std::int64_t top = place_->window.y / shrinkage, left = place_->window.x / shrinkage;
  at::Tensor mask = at::empty({1, x.size(1), x.size(2), x.size(3)}, at::kFloat);
  float* out = mask.data_ptr<float>();
  OneWord word(key_, next_word_);
  for (std::int64_t channel = 0; channel < x.size(1); ++channel) {
    for (std::int64_t y = 0; y < x.size(2); ++y) {
      const std::int64_t begin = (channel * height + top + y) * width + left;
      for (std::int64_t i = begin; i < begin + x.size(3); ++i)
        *out++ = static_cast<float>(2 * (word(i / 32) >> i % 32 & 1));
    }
  }
  next_word_ += words_of(x.size(1) * height * width);
  return mask;
}

at::Tensor DropoutNoise::drop_half(const at::Tensor& x) {
  if (place_) return x * next_mask_of_tile(x).to(x.device(), x.scalar_type());
  const std::int64_t size = x.numel() / x.size(0);
  const at::Tensor bits = next_bits(words_of(size), x.device()).reshape({x.size(0), -1});
  return x * bits.narrow(1, 0, size).reshape(x.sizes()).to(x.scalar_type());
}

}  // namespace emsurvey

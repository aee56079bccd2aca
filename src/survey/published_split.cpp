#include "survey/published_split.h"

#include <cstddef>
#include <cstdint>
#include <random>

namespace emsurvey {
namespace {

/// A seed sequence that sets std::mt19937 to the state of init_by_array([0]) from the authors of the Mersenne
/// Twister. (std::mt19937(0) uses init_genrand, which gives different numbers.)
struct InitByArrayZero {
  using result_type = std::uint32_t;

  template <class Iterator>
  void generate(Iterator begin, Iterator end) const {
    const auto n = static_cast<std::uint32_t>(end - begin);
    std::uint32_t previous = 19650218;
    for (std::uint32_t i = 0; i < n; ++i) {
      if (i > 0) previous = 1812433253U * (previous ^ (previous >> 30)) + i;
      begin[i] = previous;
    }
    std::uint32_t i = 1;
    const auto mix = [&](std::uint32_t factor, auto combine) {
      begin[i] = combine((begin[i] ^ ((begin[i - 1] ^ (begin[i - 1] >> 30)) * factor)));
      if (++i >= n) {
        begin[0] = begin[n - 1];
        i = 1;
      }
    };
    // The key is 0, and so is its index.
    for (std::uint32_t k = 0; k < n; ++k) mix(1664525U, [](std::uint32_t x) { return x; });
    for (std::uint32_t k = 0; k + 1 < n; ++k) mix(1566083941U, [&](std::uint32_t x) { return x - i; });
    begin[0] = 0x80000000U;
  }
};

}  // namespace

std::vector<bool> published_split(int count, int train) {
  InitByArrayZero seed;
  std::mt19937 generator(seed);
  const auto random = [&] {
    const double high = static_cast<double>(generator() >> 5);
    const double low = static_cast<double>(generator() >> 6);
    return (high * 0x1p26 + low) * 0x1p-53;
  };
  std::vector<bool> is_train(static_cast<std::size_t>(count));
  for (int i = 0; i < train; ++i) is_train[static_cast<std::size_t>(i)] = true;
  for (int i = count - 1; i > 0; --i) {
    const auto j = static_cast<int>(random() * (i + 1));
    std::vector<bool>::swap(is_train[static_cast<std::size_t>(i)], is_train[static_cast<std::size_t>(j)]);
  }
  return is_train;
}

}  // namespace emsurvey

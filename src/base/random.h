// Random numbers that are a pure function of where they are used: nothing to save at a checkpoint, nothing
// that depends on the number of ranks or on the order in which work is done.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace emsurvey {

/// Philox4x32 with 10 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// What random numbers are for; each use has a sequence of its own.
enum class RandomUse : std::uint8_t {
  weights = 1,  ///< of the generator
  order = 2,
  augmentation = 3,
  split = 4,
  discriminator_weights = 5,
  dropout = 6,
};

/// Whose random numbers: those of a training. The loss is not in it, so that losses are compared on the same
/// initial weights and crops.
struct RandomKey {
  std::uint64_t seed = 0;
  std::uint32_t split = 0;
  std::uint32_t repeat = 0;
};

/// The numbers of one use at one index (a sample, an epoch, a parameter): up to 2^26 of them.
class RandomSequence {
 public:
  RandomSequence(const RandomKey& key, RandomUse use, std::uint32_t index);

  /// Uniform 32 bits.
  std::uint32_t bits();
  /// Uniform in [0, 1), 32 bits.
  double uniform();
  /// Uniform in 0..count-1, for count up to 2^31.
  int below(int count);
  /// Normal with mean 0 and standard deviation 1.
  double normal();
  /// 0..count-1 in random order.
  std::vector<int> permutation(int count);

 private:
  RandomKey key_;
  RandomUse use_;
  std::uint32_t index_;
  std::uint32_t drawn_ = 0;
  std::array<std::uint32_t, 4> block_{};
};

}  // namespace emsurvey

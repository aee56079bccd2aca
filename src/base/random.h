// Random numbers as a pure function of their key, use and index. There is no state to save in a checkpoint,
// and the numbers do not depend on the number of ranks or on the order of work.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace emsurvey {

/// Philox4x32 with 10 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Purpose of random numbers; each purpose has its own sequence.
enum class RandomUse : std::uint8_t {
  weights = 1,  ///< Initial weights of the generator.
  order = 2,
  augmentation = 3,
  split = 4,
  discriminator_weights = 5,
  dropout = 6,
  resampling = 7,  ///< Draws units and signs in the statistics of a survey.
};

/// Key of the random numbers of a run. It does not contain the loss, so that losses are compared on the same
/// initial weights and crops.
struct RandomKey {
  std::uint64_t seed = 0;
  std::uint32_t split = 0;
  std::uint32_t repeat = 0;
};

/// Sequence of up to 2^26 random numbers for one use and one index (a sample, an epoch or a parameter).
class RandomSequence {
 public:
  RandomSequence(const RandomKey& key, RandomUse use, std::uint32_t index);

  /// Returns 32 uniformly distributed bits.
  std::uint32_t bits();
  /// Returns a uniform number in [0, 1) with 32 random bits.
  double uniform();
  /// Returns a uniform integer in 0..count-1.
  int below(int count);
  /// Returns a normally distributed number with mean 0 and standard deviation 1.
  double normal();
  /// Returns 0..count-1 in random order.
  std::vector<int> permutation(int count);

 private:
  RandomKey key_;
  RandomUse use_;
  std::uint32_t index_;
  std::uint32_t drawn_ = 0;
  std::array<std::uint32_t, 4> block_{};
};

}  // namespace emsurvey

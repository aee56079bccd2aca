// An estimate of the host memory of a rank.
#pragma once

#include <cstdint>

namespace emsurvey {

/// The measured memory of the parts of a rank.
struct HostMemory {
  std::uint64_t loaded_bytes = 0;    ///< Peak of a rank while it loads its data set.
  std::uint64_t resident_bytes = 0;  ///< Resident after loading.
  std::uint64_t training_bytes = 0;  ///< Peak that one training, its test and its scores add.
};

/// Returns the memory of a rank with `trainings` concurrent trainings, with a margin for differences between
/// runs.
std::uint64_t rank_memory_bytes(const HostMemory& memory, int trainings);

}  // namespace emsurvey

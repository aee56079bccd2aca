// The host memory of a process.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Memory of this process as reported by the system.
struct ResidentMemory {
  std::uint64_t most_bytes = 0;  ///< Peak resident memory.
  std::uint64_t own_bytes = 0;   ///< Resident now, without files.
  std::uint64_t file_bytes = 0;  ///< Resident now: programs and libraries.
};

ResidentMemory resident_memory();

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

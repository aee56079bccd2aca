// The memory that a process takes of its host.
#pragma once

#include <cstdint>

namespace emsurvey {

/// As the system counts it for this process.
struct ResidentMemory {
  std::uint64_t most_bytes = 0;  ///< that were resident at a time
  std::uint64_t own_bytes = 0;   ///< resident now, without files
  std::uint64_t file_bytes = 0;  ///< resident now: programs and libraries
};

ResidentMemory resident_memory();

/// The measured parts of a rank's memory.
struct HostMemory {
  std::uint64_t loaded_bytes = 0;    ///< a rank with its data set, at the most that loading takes
  std::uint64_t resident_bytes = 0;  ///< afterwards
  std::uint64_t training_bytes = 0;  ///< the most that one training, its test and its scores add to that
};

/// Memory of a rank with `trainings` at a time, with some room for differences from run to run.
std::uint64_t rank_memory_bytes(const HostMemory& memory, int trainings);

}  // namespace emsurvey

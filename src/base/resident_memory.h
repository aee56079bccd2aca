// The resident memory of this process.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Memory of this process in bytes as reported by the system.
struct ResidentMemory {
  std::uint64_t most_bytes = 0;  ///< Peak resident memory since the process began.
  std::uint64_t own_bytes = 0;   ///< Resident now, without files.
  std::uint64_t file_bytes = 0;  ///< Resident now: programs and libraries.
};

/// Returns the memory that this process occupies; values that the system does not report are 0.
ResidentMemory resident_memory();

}  // namespace emsurvey

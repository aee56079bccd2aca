#include "plan/host_memory.h"

#include <algorithm>

namespace emsurvey {

std::uint64_t rank_memory_bytes(const HostMemory& memory, int trainings) {
  constexpr std::uint64_t mpi_bytes = 40 << 20;
  const auto trained = memory.resident_bytes + static_cast<std::uint64_t>(trainings) * memory.training_bytes;
  const auto bytes = std::max(memory.loaded_bytes, trained) + mpi_bytes;
  return bytes + bytes / 10;
}

}  // namespace emsurvey

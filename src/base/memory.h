// The memory of this machine that is free for this process.
#pragma once

#include <cstdint>

namespace emsurvey {

/// Bytes that this process can still take: the least of what the machine has free, what the control group
/// leaves and what `ulimit -v` leaves; the largest number where the system says nothing.
std::uint64_t available_memory();

}  // namespace emsurvey

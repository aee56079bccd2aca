// Memory that is available to this process.
#pragma once

#include <cstdint>
#include <string>

namespace emsurvey {

/// Returns the number of bytes that this process can still allocate: the smallest of the free memory of the
/// machine, the rest of the control group's limit, and the rest of the limit set by `ulimit -v`. Returns the
/// largest representable number if the system reports none of them.
std::uint64_t available_memory();

/// Returns the rest of the limit of the control group, of version 1 or 2. `root` is put before /proc and /sys
/// in tests.
std::uint64_t available_to_control_group(const std::string& root = "");

}  // namespace emsurvey

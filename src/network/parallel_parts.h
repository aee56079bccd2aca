// Division of loops among threads.
#pragma once

#include <cstdint>
#include <functional>

namespace emsurvey {

/// Divides [0, count) into parts of at least `least` (but the last) and calls `part` for each, at the same time on as
/// many threads as LibTorch may use (at::set_num_threads). Within such a part it makes a single call.
void for_each_part(std::int64_t count, std::int64_t least,
                   const std::function<void(std::int64_t begin, std::int64_t end)>& part);

}  // namespace emsurvey

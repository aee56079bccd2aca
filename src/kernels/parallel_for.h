// How kernels get threads.
#pragma once

#include <cstdint>
#include <functional>

namespace emsurvey {

/// Calls a function for parts [begin, end) that make up [0, count), perhaps at the same time on several threads.
using ParallelFor =
    std::function<void(std::int64_t count, const std::function<void(std::int64_t begin, std::int64_t end)>&)>;

}  // namespace emsurvey

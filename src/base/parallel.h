// Work that is divided among threads.
#pragma once

#include <cstddef>
#include <functional>

namespace emsurvey {

/// Calls work(0) ... work(count - 1), each once, on as many threads as the process may use cores, at most one for
/// each call. Calls run at the same time and in any order. If some throw, the exception of the lowest number
/// among those that were called is thrown at the end; calls that had not begun are left out.
void for_each_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace emsurvey

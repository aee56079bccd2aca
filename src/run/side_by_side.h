// Runs the same work in several threads of a rank.
#pragma once

#include <functional>

namespace emsurvey {

/// Calls `work(0)`, ..., `work(count - 1)` concurrently, the first on the calling thread and each with the
/// caller's number of LibTorch threads, and returns when all have ended. If one throws, calls `stop`, which
/// should make the others end early, and then rethrows the first exception.
void side_by_side(int count, const std::function<void(int)>& work, const std::function<void()>& stop);

}  // namespace emsurvey

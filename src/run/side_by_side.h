// The same work by several threads of a rank.
#pragma once

#include <functional>

namespace emsurvey {

/// Calls `work(0)`, ..., `work(count - 1)` side by side, the first on the calling thread and each with
/// LibTorch's number of threads of the caller, and returns when all have ended. Where one throws, `stop` is
/// called, which should make the others end early; then the first exception is thrown again.
void side_by_side(int count, const std::function<void(int)>& work, const std::function<void()>& stop);

}  // namespace emsurvey

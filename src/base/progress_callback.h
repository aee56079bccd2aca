// Callback for long operations.
#pragma once

#include <functional>

namespace emsurvey {

/// Called repeatedly by functions that may take long.
using ProgressCallback = std::function<void()>;

}  // namespace emsurvey

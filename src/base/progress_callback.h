// What is done while something else takes long.
#pragma once

#include <functional>

namespace emsurvey {

/// Called now and then by what may take long.
using ProgressCallback = std::function<void()>;

}  // namespace emsurvey

// When the logs of a training are flushed to disk.
#pragma once

#include <cstdint>

#include "io/file.h"

namespace emsurvey {

/// Returns when a log is flushed that is written anew for a training with `steps_done` steps. A new log needs no
/// flush: the first checkpoint lies in the same folder, and whoever saves it flushes the logs before, and the folder
/// after.
inline Flush flush_of_log(std::int64_t steps_done) {
  return steps_done > 0 ? Flush::now : Flush::later;
}

}  // namespace emsurvey

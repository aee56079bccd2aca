// Immediate end of the process.
#pragma once

#include <unistd.h>

#include "base/error.h"

namespace emsurvey {

/// Ends this process without destructors, exit handlers and flushed streams. Signal handlers may call it, and
/// threads that must not call MPI.
[[noreturn]] inline void exit_now(ExitStatus status) {
  ::_exit(static_cast<int>(status));
}

}  // namespace emsurvey

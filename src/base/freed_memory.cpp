#include "base/freed_memory.h"

#include <malloc.h>

#include <limits>

namespace emsurvey {

void keep_freed_memory() {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  // One arena for all threads: the arenas of further threads cannot hold a tensor larger than 64 MiB.
  mallopt(M_ARENA_MAX, 1);
}

}  // namespace emsurvey

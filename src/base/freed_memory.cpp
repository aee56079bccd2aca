#include "base/freed_memory.h"

#include <malloc.h>

namespace emsurvey {

void keep_freed_memory() {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, -1);  // No limit: the value becomes an unsigned number of 64 bits.
  mallopt(M_TOP_PAD, 64 << 20);   // Take memory in large pieces, as few calls.
  // One arena for all threads: the arenas of further threads cannot hold a tensor larger than 64 MiB.
  mallopt(M_ARENA_MAX, 1);
}

void return_freed_memory() {
  malloc_trim(0);
}

}  // namespace emsurvey

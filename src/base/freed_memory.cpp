#include "base/freed_memory.h"

#include <malloc.h>

#include <limits>

namespace emsurvey {

void keep_freed_memory() {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_ARENA_MAX, 1);  // a further thread's own arena has no room for a tensor of more than 64 MiB
}

}  // namespace emsurvey

// Compiled with OpenMP: elsewhere LibTorch's function has one thread.
#include "network/parallel_parts.h"

#include <ATen/Parallel.h>

namespace emsurvey {

void for_each_part(std::int64_t count, std::int64_t least,
                   const std::function<void(std::int64_t begin, std::int64_t end)>& part) {
  at::parallel_for(0, count, least, part);
}

}  // namespace emsurvey

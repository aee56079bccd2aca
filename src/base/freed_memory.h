// Configures how malloc takes memory from the operating system.
#pragma once

namespace emsurvey {

/// Makes malloc keep freed memory for later allocations. A training step allocates and frees the same large
/// tensors repeatedly; returning them to the system each time nearly doubled the time of a pass over a whole
/// section. Call it before any large allocation.
void keep_freed_memory();

/// Returns the memory that was freed so far to the system, after work whose memory is not needed again.
void return_freed_memory();

}  // namespace emsurvey

// How this process takes memory from the system.
#pragma once

namespace emsurvey {

/// Keeps freed memory for the next allocation. A step allocates and frees the same large tensors again and
/// again, and handing them back to the system each time nearly doubled the time of a whole-section pass. To
/// be called before any of it.
void keep_freed_memory();

}  // namespace emsurvey

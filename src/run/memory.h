// How this process takes memory from the system.
#pragma once

namespace emsurvey {

/// Keeps freed memory for the next allocation. A step allocates and frees the same large tensors again and
/// again; handing them back to the system each time cost a quarter of the time of a whole-image pass. To be
/// called before any of it.
void keep_freed_memory();

}  // namespace emsurvey

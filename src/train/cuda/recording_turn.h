// One at a time records a CUDA graph.
#pragma once

#include <mutex>

namespace emsurvey {

/// While a thread has it, no other records a graph: LibTorch neither gives memory of the GPU back nor keeps
/// in mind which streams read it while there is any recording in the process.
std::unique_lock<std::mutex> recording_turn();

}  // namespace emsurvey

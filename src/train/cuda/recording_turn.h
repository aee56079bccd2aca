// One at a time records a CUDA graph.
#pragma once

#include <mutex>

namespace emsurvey {

/// While a thread has it, no other records a graph or gives memory of the GPU back, which LibTorch refuses
/// while there is any recording in the process.
std::unique_lock<std::mutex> recording_turn();

}  // namespace emsurvey

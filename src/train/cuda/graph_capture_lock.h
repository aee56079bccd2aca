// One at a time records a CUDA graph.
#pragma once

#include <mutex>

namespace emsurvey {

/// While a thread has it, no other records a graph: whoever waits for the whole device ends any recording in
/// the process, and while there is one LibTorch neither gives memory of the GPU back nor keeps in mind which
/// streams read it.
std::unique_lock<std::mutex> graph_capture_lock();

}  // namespace emsurvey

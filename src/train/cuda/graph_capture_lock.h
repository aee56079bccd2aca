// The lock that serialises CUDA graph captures in this process.
#pragma once

#include <mutex>

namespace emsurvey {

/// Blocks until no other thread of the process holds the lock. Hold it during a capture, and during calls
/// that conflict with a capture in another thread:
/// - A call that waits for the whole device invalidates every capture in progress.
/// - LibTorch frees no cached GPU memory during a capture.
/// - LibTorch does not keep track of the streams that use a tensor (record_stream) during a capture.
std::unique_lock<std::mutex> graph_capture_lock();

}  // namespace emsurvey

#include "train/cuda/graph_executor.h"

#include <ATen/core/CachingHostAllocator.h>
#include <c10/core/AutogradState.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAFunctions.h>

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include "base/log.h"
#include "train/cuda/cuda_mark.h"
#include "train/cuda/graph_capture_lock.h"
#include "train/polling_wait.h"

namespace emsurvey {
namespace {

constexpr int warm_up_calls = 3;
/// One more than the steps that may be enqueued but not done when run() returns.
constexpr int pace_marks = 3;

/// Those of this process, whose trainings share a GPU.
WarmUps& warm_ups() {
  static WarmUps all;
  return all;
}

std::vector<std::unique_ptr<DeviceMark>> marks_of(const at::Device& gpu) {
  std::vector<std::unique_ptr<DeviceMark>> marks;
  for (int i = 0; i < pace_marks; ++i) marks.push_back(std::make_unique<CudaMark>(gpu));
  return marks;
}

/// Frees the memory that LibTorch has cached if a capture might need it. LibTorch frees none during a capture,
/// and a graph takes its memory from a pool of its own: about as much as the eager steps before it, which is now
/// cached. Freeing waits for the whole device, so it is not done without need.
void make_room_for_capture(const at::Device& gpu) {
  std::size_t free_bytes = 0, total_bytes = 0;
  C10_CUDA_CHECK(cudaMemGetInfo(&free_bytes, &total_bytes));
  const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(gpu.index());
  const auto cached_bytes = stats.reserved_bytes[0].current - stats.allocated_bytes[0].current;
  if (static_cast<std::int64_t>(free_bytes) < cached_bytes) c10::cuda::CUDACachingAllocator::emptyCache();
}

/// While it exists, backward passes run in the calling thread, and so in the capture mode of that thread.
class BackwardInThisThread {
 public:
  BackwardInThisThread() : before_(state().get_multithreading_enabled()) {
    state().set_multithreading_enabled(false);
  }
  ~BackwardInThisThread() { state().set_multithreading_enabled(before_); }
  BackwardInThisThread(const BackwardInThisThread&) = delete;
  BackwardInThisThread& operator=(const BackwardInThisThread&) = delete;

 private:
  static c10::AutogradState& state() { return c10::AutogradState::get_tls_state(); }
  bool before_;
};

/// Returns the current stream of this thread. If that is the default stream, which cannot be captured and
/// which all threads share, makes another stream current first.
c10::cuda::CUDAStream own_stream(const at::Device& gpu) {
  c10::cuda::set_device(gpu.index());
  if (c10::cuda::getCurrentCUDAStream() == c10::cuda::getDefaultCUDAStream())
    c10::cuda::setCurrentCUDAStream(c10::cuda::getStreamFromPool());
  return c10::cuda::getCurrentCUDAStream();
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// Runs a clean-up call that may fail because there is nothing to clean up. Returns whether it succeeded.
template <class Action>
bool attempt(Action action) {
  try {
    action();
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

GraphStepExecutor::GraphStepExecutor(const at::Device& gpu, bool may_capture, GradientReducer& reducer)
    : stream_(own_stream(gpu)),
      pool_(at::cuda::graph_pool_handle()),
      may_capture_(may_capture),
      reducer_(reducer),
      pace_(marks_of(gpu)) {}

GraphStepExecutor::~GraphStepExecutor() {
  // LibTorch keeps all graphs in a list that is shared by all threads and changes when a graph is destroyed.
  const auto lock = graph_capture_lock();
  graph_.reset();
}

void GraphStepExecutor::run(const std::function<void()>& step) {
  const BackwardInThisThread backward;
  if (calls_ < warm_up_calls) {
    warm_up(step);
  } else {
    if (may_capture_ && !graph_) capture(step);
    warm_ups().wait_for_others();
    graph_ ? graph_->replay() : step();
  }
  pace_.after_step(reducer_);
}

void GraphStepExecutor::warm_up(const std::function<void()>& step) {
  warm_up_.emplace(warm_ups());
  {
    // cuDNN times its algorithms and waits for the whole device, which would invalidate a capture.
    const auto lock = graph_capture_lock();
    ++calls_;
    step();
  }
  reducer_.wait();  // The next wait for the device must not include a sum of a lost rank.
  warm_up_.reset();
}

void GraphStepExecutor::capture(const std::function<void()>& step) {
  reducer_.wait();  // Freeing cached memory may wait for the device.
  const auto lock = graph_capture_lock();
  const bool has_captured = try_to_capture(step);
  may_capture_ = reducer_.ranks().all(has_captured);
  if (!may_capture_) graph_.reset();
}

bool GraphStepExecutor::try_to_capture(const std::function<void()>& step) {
  graph_ = std::make_unique<at::cuda::CUDAGraph>();
  std::exception_ptr lost;
  try {
    make_room_for_capture(stream_.device());
    graph_->capture_begin(pool_, cudaStreamCaptureModeThreadLocal);
    step();
    graph_->capture_end();
    return true;
  } catch (const GroupLost&) {
    lost = std::current_exception();
  } catch (const std::exception& error) {
    Log().error("steps cannot be captured as a CUDA graph ({}) and take longer", first_line(error.what()));
  }
  // However far the capture came, the stream must leave capture mode, the allocators must leave the pool, and
  // CUDA's error state must be cleared, or the eager call that follows would fail. A completed graph releases
  // its memory by itself.
  const auto has_ended = [&] { return attempt([&] { graph_->pool(); }); };
  if (!has_ended()) {
    attempt([&] { graph_->capture_end(); });
    attempt([&] { c10::cuda::CUDACachingAllocator::endAllocateToPool(stream_.device_index(), pool_); });
    attempt([&] { at::getHostAllocator(at::kCUDA)->end_allocate_to_pool(pool_); });
  }
  if (!has_ended()) {
    attempt([&] { c10::cuda::CUDACachingAllocator::releasePool(stream_.device_index(), pool_); });
    attempt([&] { at::getHostAllocator(at::kCUDA)->release_pool(pool_); });
  }
  static_cast<void>(cudaGetLastError());
  graph_.reset();
  may_capture_ = false;
  if (lost) std::rethrow_exception(lost);
  return false;
}

}  // namespace emsurvey

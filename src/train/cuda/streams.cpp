#include "train/streams.h"

#include <c10/cuda/CUDAStream.h>

#include <memory>

#include "train/cuda/cuda_mark.h"
#include "train/cuda/graph_capture_lock.h"

namespace emsurvey {

void register_in_current_stream(const at::Tensor& tensor) {
  if (!tensor.is_cuda()) return;
  // LibTorch reuses freed memory at once for the stream that allocated it, unless other streams are
  // registered as users. A registration made while any thread captures a graph may be lost after the capture.
  const auto lock = graph_capture_lock();
  tensor.record_stream(c10::cuda::getCurrentCUDAStream(tensor.device().index()));
}

std::function<void()> waiter_for_enqueued_work(const at::Device& device) {
  if (!device.is_cuda()) return [] {};
  const auto end = std::make_shared<CudaMark>(device);
  end->set();
  return [end] { end->wait(); };
}

}  // namespace emsurvey

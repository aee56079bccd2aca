#include "train/mpi_reducer.h"

#include <ATen/ATen.h>

#include <utility>

namespace emsurvey {

void MpiReducer::sum(at::Tensor& tensor) const {
  if (size() == 1) return;
  const at::Tensor on_host = tensor.cpu().contiguous();
  ranks_.sum(std::span<float>(on_host.data_ptr<float>(), static_cast<std::size_t>(on_host.numel())));
  if (!on_host.is_same(tensor)) tensor.copy_(on_host);
}

std::int64_t MpiReducer::max(std::int64_t value) const {
  return size() > 1 ? ranks_.max(value) : value;
}

std::string MpiReducer::broadcast(std::string text) const {
  return size() > 1 ? ranks_.broadcast(std::move(text)) : text;
}

}  // namespace emsurvey

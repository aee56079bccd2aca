#include "train/mpi_reducer.h"

#include <ATen/ATen.h>

#include <utility>

namespace emsurvey {

void MpiReducer::sum(at::Tensor& tensor) const {
  if (size() > 1)
    ranks_.sum(std::span<float>(tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())));
}

std::int64_t MpiReducer::max(std::int64_t value) const {
  return size() > 1 ? ranks_.max(value) : value;
}

std::string MpiReducer::broadcast(std::string text) const {
  return size() > 1 ? ranks_.broadcast(std::move(text)) : text;
}

}  // namespace emsurvey

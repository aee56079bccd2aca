#include "train/mpi_reducer.h"

#include <ATen/ATen.h>

namespace emsurvey {

void MpiReducer::sum(at::Tensor& tensor) {
  const at::Tensor on_host = tensor.cpu().contiguous();
  ranks_.sum(std::span<float>(on_host.data_ptr<float>(), static_cast<std::size_t>(on_host.numel())));
  if (!on_host.is_same(tensor)) tensor.copy_(on_host);
}

}  // namespace emsurvey

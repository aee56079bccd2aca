#include "train/reducer.h"

#include <ATen/ATen.h>

namespace emsurvey {

at::Tensor sum_keeping_gradient(const Reducer& reducer, const at::Tensor& local) {
  if (reducer.size() == 1) return local;
  at::Tensor total = local.detach().clone();
  reducer.sum(total);
  return local + (total - local.detach());
}

}  // namespace emsurvey

#include "train/make_reducer.h"

#include <algorithm>
#include <set>

#include "train/mpi_reducer.h"
#include "train/serial_reducer.h"

namespace emsurvey {

bool may_use_nccl(const std::vector<std::string>& gpus, const Environment& environment) {
  if (std::find(gpus.begin(), gpus.end(), "") != gpus.end()) return false;
  const bool are_distinct = std::set<std::string>(gpus.begin(), gpus.end()).size() == gpus.size();
  return are_distinct || !environment("NCCL_HOSTID").empty() ||
         !environment("NCCL_MULTI_RANK_GPU_ENABLE").empty();
}

std::unique_ptr<GradientReducer> make_reducer(const Communicator& ranks, const at::Device& device,
                                              double limit_s) {
  if (ranks.size() == 1) return std::make_unique<SerialReducer>();
  if (auto reducer = make_nccl_reducer(ranks, device, limit_s)) return reducer;
  return std::make_unique<MpiReducer>(ranks);
}

}  // namespace emsurvey

#include "train/make_reducer.h"

#include <algorithm>
#include <set>

#include "train/mpi_reducer.h"
#include "train/serial_reducer.h"
#ifdef EMSURVEY_NCCL
#include "train/cuda/nccl_reducer.h"
#include "train/device.h"
#endif

namespace emsurvey {

bool may_use_nccl(const std::vector<std::string>& gpus, const Environment& environment) {
  if (std::find(gpus.begin(), gpus.end(), "") != gpus.end()) return false;
  const bool are_distinct = std::set<std::string>(gpus.begin(), gpus.end()).size() == gpus.size();
  return are_distinct || !environment("NCCL_HOSTID").empty() ||
         !environment("NCCL_MULTI_RANK_GPU_ENABLE").empty();
}

std::unique_ptr<GradientReducer> make_reducer(const Communicator& ranks,
                                              [[maybe_unused]] const at::Device& device,
                                              [[maybe_unused]] double limit_s) {
  if (ranks.size() == 1) return std::make_unique<SerialReducer>();
#ifdef EMSURVEY_NCCL
  const auto gpus = ranks.gather(device_identity(device));
  const bool is_wanted = ranks.is_root() && may_use_nccl(gpus, process_environment);
  if (ranks.broadcast(std::int64_t{is_wanted}) != 0)
    return std::make_unique<NcclReducer>(ranks, device, limit_s);
#endif
  return std::make_unique<MpiReducer>(ranks);
}

}  // namespace emsurvey

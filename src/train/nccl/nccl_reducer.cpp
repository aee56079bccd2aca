#include "train/nccl/nccl_reducer.h"

#include <ATen/ATen.h>
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAGuard.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

#include "train/cuda/cuda_mark.h"

namespace emsurvey {
namespace {

/// Longest time to wait for a communicator to be aborted before the program goes on without it.
constexpr std::chrono::seconds abort_limit{10};

/// Throws std::runtime_error unless the call succeeded or is still in progress.
void nccl_check(ncclResult_t result, const char* action, ncclComm_t handle) {
  if (result == ncclSuccess || result == ncclInProgress) return;
  const std::string details = ncclGetLastError(handle);
  throw std::runtime_error(std::string(action) + " failed: " + ncclGetErrorString(result) +
                           (details.empty() ? "" : " (" + details + ")"));
}

/// Returns the communicator ID, which the first rank creates. Collective.
ncclUniqueId common_id(const Communicator& ranks) {
  ncclUniqueId id;
  std::string bytes;
  if (ranks.is_root() && ncclGetUniqueId(&id) == ncclSuccess) bytes.assign(id.internal, sizeof id.internal);
  bytes = ranks.broadcast(std::move(bytes));
  if (bytes.size() != sizeof id.internal) {
    throw std::runtime_error(
        "NCCL finds no network interface or cannot start on the first rank of the group; "
        "NCCL_DEBUG=INFO tells more");
  }
  bytes.copy(id.internal, sizeof id.internal);
  return id;
}

}  // namespace

NcclReducer::NcclReducer(const Communicator& ranks, const at::Device& gpu, double limit_s)
    : ranks_(ranks),
      gpu_(gpu),
      polling_(
          ranks, [this] { abort(); }, limit_s) {
  const c10::cuda::CUDAGuard current(gpu_);
  // NCCL would register the buffers of captured sums, and the registration outlives the buffers.
  ::setenv("NCCL_GRAPH_REGISTER", "0", /*overwrite=*/0);
  const ncclUniqueId id = common_id(ranks);
  ncclConfig_t config = NCCL_CONFIG_INITIALIZER;
  config.blocking = 0;
  const ncclResult_t begun = ncclCommInitRankConfig(&handle_, ranks.size(), id, ranks.rank(), &config);
  const auto is_connected = [&] {
    nccl_check(begun, "ncclCommInitRankConfig", handle_);
    return is_ready();
  };
  polling_.until(is_connected, "connecting the GPUs by NCCL");
}

NcclReducer::~NcclReducer() {
  abort();  // Unlike the other ways to end a communicator, it waits for no peer.
  if (aborted_.valid()) aborted_.wait_for(abort_limit);
}

void NcclReducer::sum(at::Tensor& tensor) {
  const c10::cuda::CUDAGuard current(gpu_);
  const bool fits = tensor.is_cuda() && tensor.is_contiguous() && tensor.scalar_type() == at::kFloat;
  if (!fits) throw std::logic_error("NcclReducer::sum takes contiguous float32 on the GPU");
  if (handle_ == nullptr) throw GroupLost("the GPUs are no longer joined by NCCL");
  // Outside a group, the call may return before the sum is enqueued on the stream.
  ncclGroupStart();
  const ncclResult_t begun =
      ncclAllReduce(tensor.data_ptr(), tensor.data_ptr(), static_cast<std::size_t>(tensor.numel()), ncclFloat,
                    ncclSum, handle_, at::cuda::getCurrentCUDAStream(gpu_.index()).stream());
  const ncclResult_t grouped = ncclGroupEnd();
  const auto is_enqueued = [&] {
    nccl_check(begun, "ncclAllReduce", handle_);
    nccl_check(grouped, "ncclGroupEnd", handle_);
    return is_ready();
  };
  polling_.until(is_enqueued, "enqueueing a sum over the ranks");
}

void NcclReducer::wait() {
  CudaMark end(gpu_);
  end.set();
  wait_for(end);
}

void NcclReducer::wait_for(const DeviceMark& mark) {
  // The communicator is checked, too: the stream may complete the sums of one that has failed.
  polling_.until([&] { return is_ready() && mark.is_reached(); }, "the sum over the ranks");
}

bool NcclReducer::is_ready() const {
  if (handle_ == nullptr) throw GroupLost("the GPUs are no longer joined by NCCL");
  ncclResult_t state = ncclSuccess;
  nccl_check(ncclCommGetAsyncError(handle_, &state), "ncclCommGetAsyncError", handle_);
  nccl_check(state, "NCCL", handle_);
  return state == ncclSuccess;
}

void NcclReducer::abort() {
  if (handle_ == nullptr) return;
  // NCCL stops its kernels at once, but the call returns only after the last graph with such a kernel is
  // destroyed.
  std::packaged_task<void()> task([handle = std::exchange(handle_, nullptr)] { ncclCommAbort(handle); });
  aborted_ = task.get_future();
  try {
    std::thread(std::move(task)).detach();
  } catch (const std::system_error&) {
    // Without a thread the communicator is not aborted; the job ends anyway.
  }
}

}  // namespace emsurvey

// Data-parallel training over NCCL, from GPU to GPU.
#pragma once

#include <nccl.h>

#include <future>

#include "mpi/communicator.h"
#include "train/gradient_reducer.h"
#include "train/polling_wait.h"

namespace emsurvey {

/// Enqueues sums on the GPU's current stream, or captures them with it, on all ranks or on none. When a peer
/// is lost, NCCL's kernels never end: only calls that poll, such as wait_for() and wait(), return then, by
/// throwing.
class NcclReducer : public GradientReducer {
 public:
  /// Collective. Keeps a reference to `ranks`; every rank must have a different `gpu`. The constructor,
  /// sum(), wait_for() and wait() throw std::runtime_error on all ranks if NCCL fails on any of
  /// them or takes longer than `limit_s` seconds (0: no limit).
  NcclReducer(const Communicator& ranks, const at::Device& gpu, double limit_s);
  /// Destroy the trainings that use the reducer first.
  ~NcclReducer() override;
  NcclReducer(const NcclReducer&) = delete;
  NcclReducer& operator=(const NcclReducer&) = delete;

  const char* name() const override { return "NCCL"; }
  const Communicator& ranks() const override { return ranks_; }
  bool is_capturable() const override { return true; }
  /// `tensor` must be float32, contiguous and on the GPU.
  void sum(at::Tensor& tensor) override;
  void wait_for(const DeviceMark& mark) override;
  void wait() override;

 private:
  /// Whether NCCL has completed its last non-blocking call. Throws std::runtime_error if NCCL has failed.
  bool is_ready() const;
  /// Aborts the communicator, which ends all its kernels. Does not block.
  void abort();

  const Communicator& ranks_;
  at::Device gpu_;
  ncclComm_t handle_ = nullptr;  ///< Null after the abort.
  std::future<void> aborted_;
  PollingWait polling_;
};

}  // namespace emsurvey

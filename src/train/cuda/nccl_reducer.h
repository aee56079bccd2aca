// Data-parallel training over NCCL, from GPU to GPU.
#pragma once

#include <ATen/cuda/CUDAEvent.h>
#include <nccl.h>

#include <array>
#include <cstddef>
#include <future>

#include "mpi/communicator.h"
#include "train/polling_wait.h"
#include "train/reducer.h"

namespace emsurvey {

/// Sums are enqueued on the GPU's current stream, or recorded with it, by all ranks or by none. Single values
/// and texts go by MPI. NCCL's kernels never end when a peer is lost: only what polls, as wait_for_previous_step and wait
/// do, comes back from them.
class NcclReducer : public Reducer {
 public:
  /// Collective. Borrows `ranks`; every rank has another `gpu`. Throws std::runtime_error, as do sum,
  /// wait_for_previous_step and wait, on all ranks when NCCL fails on one of them or takes longer than `limit_s` (0: no
  /// limit).
  NcclReducer(const Communicator& ranks, const at::Device& gpu, double limit_s);
  /// After the trainings that add up with it.
  ~NcclReducer() override;
  NcclReducer(const NcclReducer&) = delete;
  NcclReducer& operator=(const NcclReducer&) = delete;

  const char* name() const override { return "NCCL"; }
  int rank() const override { return ranks_.rank(); }
  int size() const override { return ranks_.size(); }
  bool is_recordable() const override { return true; }
  /// float32, contiguous, on the GPU.
  void sum(at::Tensor& tensor) const override;
  void wait_for_previous_step() const override;
  void wait() const override;
  std::int64_t max(std::int64_t value) const override { return ranks_.max(value); }
  std::string broadcast(std::string text) const override { return ranks_.broadcast(std::move(text)); }

 private:
  /// Whether NCCL has taken in what it was told last. Throws std::runtime_error when it has failed.
  bool is_ready() const;
  /// Returns when the GPU has come to `mark`.
  void wait_for(const at::cuda::CUDAEvent& mark) const;
  /// Ends all kernels; returns at once.
  void abort();

  const Communicator& ranks_;
  at::Device gpu_;
  ncclComm_t handle_ = nullptr;                       ///< null once the group is given up
  mutable std::array<at::cuda::CUDAEvent, 2> marks_;  ///< ends of the last steps, in turn
  mutable std::size_t steps_ = 0;
  std::future<void> aborted_;
  mutable PollingWait guard_;
};

}  // namespace emsurvey

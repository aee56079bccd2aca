// Training steps as CUDA graphs.
#pragma once

#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAStream.h>

#include <memory>

#include "train/step_executor.h"

namespace emsurvey {

/// Calls the first steps, in which cuDNN chooses its algorithms (nobody records meanwhile), and then records
/// a step and launches the record from there on: one launch instead of hundreds. All are steps of the
/// training, and all launch the same kernels. Where recording fails it says so once on stderr and goes on
/// calling, as do the other ranks of the training.
class GraphStepExecutor : public StepExecutor {
 public:
  /// Unless it `may_record`, it always calls.
  GraphStepExecutor(const at::Device& gpu, bool may_record, const Reducer& ranks);
  ~GraphStepExecutor() override;
  void run(const std::function<void()>& step) override;
  bool is_recorded() const override { return graph_ != nullptr; }

 private:
  /// Computes nothing. One recording at a time in the process; other threads may go on using the GPU.
  void record(const std::function<void()>& step);
  bool try_to_record(const std::function<void()>& step);

  c10::cuda::CUDAStream stream_;
  c10::cuda::MempoolId_t pool_;                 ///< of memory, for this graph alone
  std::unique_ptr<at::cuda::CUDAGraph> graph_;  ///< once recorded
  int calls_ = 0;                               ///< before that
  bool may_record_;
  const Reducer& ranks_;
};

}  // namespace emsurvey

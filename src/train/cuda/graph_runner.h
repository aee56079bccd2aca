// Training steps as CUDA graphs.
#pragma once

#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAStream.h>

#include <memory>
#include <vector>

#include "train/step_runner.h"

namespace emsurvey {

/// Calls the first steps, in which cuDNN chooses its algorithms (nobody records meanwhile), and then records
/// each part of a step and launches the record from there on: one launch instead of hundreds. All are steps
/// of the training, and all launch the same kernels. Where recording fails it says so once on stderr and goes
/// on calling.
class GraphRunner : public StepRunner {
 public:
  /// Unless it `may_record`, it always calls.
  GraphRunner(const at::Device& gpu, bool may_record);
  ~GraphRunner() override;
  void run(std::size_t part, const std::function<void()>& work) override;

 private:
  struct Part {
    int calls = 0;
    std::unique_ptr<at::cuda::CUDAGraph> graph;  ///< once recorded
  };
  /// Computes nothing. One recording at a time in the process; other threads may go on using the GPU.
  std::unique_ptr<at::cuda::CUDAGraph> record(const std::function<void()>& work);
  void forget_records();

  c10::cuda::CUDAStream stream_;
  /// Of memory, shared by the parts of a step, which follow each other, and by no other graph.
  c10::cuda::MempoolId_t pool_;
  std::vector<Part> parts_;
  bool may_record_;
};

}  // namespace emsurvey

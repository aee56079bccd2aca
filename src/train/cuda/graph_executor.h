// Execution of training steps as CUDA graphs.
#pragma once

#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAStream.h>

#include <functional>
#include <memory>
#include <optional>

#include "train/step_executor.h"
#include "train/step_pace.h"
#include "train/warm_ups.h"

namespace emsurvey {

/// Executes the first steps eagerly while cuDNN chooses its algorithms, then captures one step and replays it
/// from then on: one launch instead of hundreds. While a training of the process warms up in this way, no
/// thread captures, and trainings that have warmed up pause. Eager and replayed steps launch the same kernels
/// and all count as steps of the training. If the capture fails on any rank of the group, all its ranks
/// continue eagerly; a rank whose capture failed reports it once on stderr.
class GraphStepExecutor : public StepExecutor {
 public:
  /// Executes every step eagerly unless `may_capture`.
  GraphStepExecutor(const at::Device& gpu, bool may_capture, GradientReducer& reducer);
  ~GraphStepExecutor() override;
  void run(const std::function<void()>& step) override;
  bool is_warming_up() const override { return warm_up_.has_value(); }
  bool is_captured() const override { return graph_ != nullptr; }

 private:
  void warm_up(const std::function<void()>& step);
  /// Captures a step without executing it. One thread of the process captures at a time; other threads may
  /// keep using the GPU.
  void capture(const std::function<void()>& step);
  bool try_to_capture(const std::function<void()>& step);

  c10::cuda::CUDAStream stream_;
  c10::cuda::MempoolId_t pool_;                 ///< Memory pool of this graph alone.
  std::unique_ptr<at::cuda::CUDAGraph> graph_;  ///< Null until a step is captured.
  int calls_ = 0;                               ///< Eager warm-up steps so far.
  std::optional<WarmUps::Scope> warm_up_;       ///< During each of them.
  bool may_capture_;
  GradientReducer& reducer_;
  StepPace pace_;
};

}  // namespace emsurvey

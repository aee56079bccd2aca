// How far the host may be ahead of the device.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "train/device_mark.h"
#include "train/gradient_reducer.h"

namespace emsurvey {

/// Keeps a training from enqueueing steps much faster than the device does them. Otherwise a thread that waits
/// for the whole device would wait for all steps that others have enqueued, and a lost rank would be detected
/// late.
class StepPace {
 public:
  /// `marks` are at least two; they are used in turn.
  explicit StepPace(std::vector<std::unique_ptr<DeviceMark>> marks) : marks_(std::move(marks)) {}

  /// Call it when a step has been enqueued. Returns when fewer steps than marks are not done, so that the
  /// device always has one to do. Throws what GradientReducer::wait_for() throws.
  void after_step(GradientReducer& reducer) {
    marks_[next_]->set();
    next_ = (next_ + 1) % marks_.size();
    reducer.wait_for(*marks_[next_]);  // The oldest mark.
  }

 private:
  std::vector<std::unique_ptr<DeviceMark>> marks_;
  std::size_t next_ = 0;
};

}  // namespace emsurvey

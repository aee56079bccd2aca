// Sums over the ranks that train one run together.
#pragma once

#include <ATen/core/Tensor.h>

#include "mpi/communicator.h"
#include "train/device_mark.h"

namespace emsurvey {

/// Interface to a backend (MPI, NCCL) that sums loss sums and gradients. sum() and the waiting functions are
/// collective; every rank gets the same bits.
class GradientReducer {
 public:
  virtual ~GradientReducer() = default;
  virtual const char* name() const = 0;
  /// Returns the ranks over which the reducer sums.
  virtual const Communicator& ranks() const = 0;
  /// Whether sums are only enqueued on the device, so that a step can be captured together with its sums.
  virtual bool is_capturable() const = 0;
  /// Sums `tensor` over the ranks in place. If capturable, the sum is only enqueued on the current stream;
  /// call wait() before synchronising with the device.
  virtual void sum(at::Tensor& tensor) = 0;
  /// Returns when the device has reached `mark`, and so the sums before it are done. Throws std::runtime_error if
  /// a rank of the group is lost, as does wait().
  virtual void wait_for(const DeviceMark& mark) = 0;
  /// Returns when all sums are done.
  virtual void wait() = 0;
};

}  // namespace emsurvey

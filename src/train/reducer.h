// Sums over the ranks that train one run together.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace emsurvey {

/// Interface to a backend (MPI, NCCL): everything that data-parallel training needs from its group.
/// Collective; every rank gets the same bits.
class Reducer {
 public:
  virtual ~Reducer() = default;
  virtual const char* name() const = 0;
  virtual int rank() const = 0;
  virtual int size() const = 0;
  /// Whether sums are only enqueued on the device, so that a step can be captured together with its sums.
  virtual bool is_recordable() const = 0;
  /// Sums `tensor` over the ranks in place. If recordable, the sum is only enqueued on the current stream;
  /// call wait() before synchronising with the device.
  virtual void sum(at::Tensor& tensor) const = 0;
  /// Call it between steps. Returns when the sums of all steps but the last are done, so that a lost rank is
  /// noticed while the device always has work. Throws std::runtime_error if a rank of the group is lost, as
  /// does wait().
  virtual void wait_for_previous_step() const = 0;
  /// Returns when all sums are done.
  virtual void wait() const = 0;
  virtual std::int64_t max(std::int64_t value) const = 0;
  /// Returns the text of rank 0.
  virtual std::string broadcast(std::string text) const = 0;
};

}  // namespace emsurvey

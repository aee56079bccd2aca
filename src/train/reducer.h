// Adding up over the ranks that train one experiment together.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace emsurvey {

/// A backend (MPI, NCCL) behind all that data-parallel training needs of its group. Collective; every rank
/// gets the same bits.
class Reducer {
 public:
  virtual ~Reducer() = default;
  virtual const char* name() const = 0;
  virtual int rank() const = 0;
  virtual int size() const = 0;
  /// Whether a sum is given to the device and not waited for, so that a step can be recorded with its sums.
  virtual bool is_recordable() const = 0;
  /// Adds `tensor` up in place. Where it is recordable this may still be to come, in the order of the current
  /// stream, and nothing may wait for the device before wait() has returned.
  virtual void sum(at::Tensor& tensor) const = 0;
  /// Between steps: returns when the sums of all steps but the last are done, so that a lost rank is noticed
  /// and the device never runs out of work. Throws std::runtime_error when a rank of the group is lost, as
  /// does wait.
  virtual void wait_for_previous_step() const = 0;
  /// Returns when all sums are done.
  virtual void wait() const = 0;
  virtual std::int64_t max(std::int64_t value) const = 0;
  /// The text of rank 0.
  virtual std::string broadcast(std::string text) const = 0;
};

}  // namespace emsurvey

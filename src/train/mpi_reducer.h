// Data-parallel training over MPI, through host memory.
#pragma once

#include "mpi/communicator.h"
#include "train/gradient_reducer.h"

namespace emsurvey {

class MpiReducer : public GradientReducer {
 public:
  /// Keeps a reference to `ranks`.
  explicit MpiReducer(const Communicator& ranks) : ranks_(ranks) {}

  const char* name() const override { return "MPI"; }
  const Communicator& ranks() const override { return ranks_; }
  /// False, because the host takes part in the sums.
  bool is_capturable() const override { return false; }
  void sum(at::Tensor& tensor) override;
  void wait_for(const DeviceMark& mark) override { mark.wait(); }
  void wait() override {}

 private:
  const Communicator& ranks_;
};

}  // namespace emsurvey

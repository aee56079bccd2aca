// A group of one rank, without MPI.
#pragma once

#include "mpi/communicator.h"
#include "train/gradient_reducer.h"

namespace emsurvey {

/// The reducer of a single rank: every sum is the rank's own value. It has no state, so several threads may
/// use it at once.
class SerialReducer : public GradientReducer {
 public:
  const char* name() const override { return "nothing"; }
  const Communicator& ranks() const override { return ranks_; }
  bool is_capturable() const override { return true; }
  void sum(at::Tensor&) override {}
  void wait_for(const DeviceMark& mark) override { mark.wait(); }
  void wait() override {}

 private:
  const Communicator ranks_ = Communicator::single();
};

}  // namespace emsurvey

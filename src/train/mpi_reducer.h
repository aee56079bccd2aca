// Data-parallel training over MPI, through host memory.
#pragma once

#include "mpi/communicator.h"
#include "train/reducer.h"

namespace emsurvey {

class MpiReducer : public Reducer {
 public:
  /// Keeps a reference to `ranks`.
  explicit MpiReducer(const Communicator& ranks) : ranks_(ranks) {}

  const char* name() const override { return "MPI"; }
  int rank() const override { return ranks_.rank(); }
  int size() const override { return ranks_.size(); }
  /// False for several ranks, because their sums involve the host.
  bool is_recordable() const override { return size() == 1; }
  void sum(at::Tensor& tensor) const override;
  void wait_for_previous_step() const override {}
  void wait() const override {}
  std::int64_t max(std::int64_t value) const override;
  std::string broadcast(std::string text) const override;

 private:
  const Communicator& ranks_;
};

}  // namespace emsurvey

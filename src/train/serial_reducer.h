// A group of one rank, without MPI.
#pragma once

#include "train/reducer.h"

namespace emsurvey {

/// The reducer of a single rank: every sum is the rank's own value.
class SerialReducer : public Reducer {
 public:
  const char* name() const override { return "nothing"; }
  int rank() const override { return 0; }
  int size() const override { return 1; }
  bool is_recordable() const override { return true; }
  void sum(at::Tensor&) const override {}
  void wait_for_previous_step() const override {}
  void wait() const override {}
  std::int64_t max(std::int64_t value) const override { return value; }
  std::string broadcast(std::string text) const override { return text; }
};

}  // namespace emsurvey

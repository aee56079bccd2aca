// A group of ranks and what this project does with one.
#pragma once

#include <mpi.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/progress_callback.h"

namespace emsurvey {

/// Owns a communicator, or borrows the world. All members but rank, size and handle are collective. With one
/// rank, together, broadcast, sum and max leave MPI alone, so that several threads may call them at once.
class Communicator {
 public:
  static Communicator world();
  ~Communicator();
  Communicator(Communicator&& other) noexcept;
  Communicator& operator=(Communicator&& other) noexcept;

  int rank() const { return rank_; }
  int size() const { return size_; }
  bool is_root() const { return rank_ == 0; }
  MPI_Comm handle() const { return handle_; }

  /// The ranks that give the same `color` (not negative), in the order of this communicator.
  Communicator split(int color) const;
  /// The ranks on the same node.
  Communicator split_by_node() const;

  void barrier() const;
  /// A barrier in which waiting ranks sleep instead of using their cores up; `on_progress` is called now and
  /// then.
  void wait_for_all(const ProgressCallback& on_progress) const;

  std::string broadcast(std::string text) const;
  std::int64_t broadcast(std::int64_t value) const;
  void sum(std::span<float> values) const;
  void sum(std::span<double> values) const;
  std::int64_t max(std::int64_t value) const;
  std::vector<std::int64_t> all_gather(std::int64_t value) const;
  /// On rank 0 the texts of all ranks in order, elsewhere nothing.
  std::vector<std::string> gather(const std::string& text) const;

  /// Calls `action` on every rank. When it throws InputError (or FileError) on any, all ranks throw that of
  /// the lowest such rank, so that they leave together. With `on_progress`, those that are done first wait as
  /// wait_for_all does.
  void collectively(const std::function<void()>& action, const ProgressCallback& on_progress = {}) const;

 private:
  Communicator(MPI_Comm handle, bool is_owner);

  MPI_Comm handle_ = MPI_COMM_NULL;
  bool is_owner_ = false;
  int rank_ = 0;
  int size_ = 1;
};

}  // namespace emsurvey

// A communicator and the MPI operations that this program uses.
#pragma once

#include <mpi.h>

#include <concepts>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/progress_callback.h"

namespace emsurvey {

/// Owns an MPI communicator, or borrows MPI_COMM_WORLD. All member functions are collective except rank,
/// size, is_root and handle. With a single rank, collectively, broadcast, sum, max, any and all do not call
/// MPI, so several threads may call them at the same time.
class Communicator {
 public:
  static Communicator world();
  /// Returns a communicator of this rank alone that works without MPI: only the members that are not
  /// collective, collectively, broadcast, sum, max, any and all may be called.
  static Communicator single() { return {}; }
  ~Communicator();
  Communicator(Communicator&& other) noexcept;
  Communicator& operator=(Communicator&& other) noexcept;

  int rank() const { return rank_; }
  int size() const { return size_; }
  bool is_root() const { return rank_ == 0; }
  MPI_Comm handle() const { return handle_; }

  /// Returns the communicator of the ranks that pass the same `color` (not negative), in their present order.
  Communicator split(int color) const;
  /// Returns the communicator of the ranks on this node.
  Communicator split_by_node() const;

  void barrier() const;
  /// A barrier in which waiting ranks sleep instead of occupying their cores. Calls `on_progress` repeatedly
  /// while it waits.
  void wait_for_all(const ProgressCallback& on_progress) const;

  std::string broadcast(std::string text) const;
  std::int64_t broadcast(std::int64_t value) const;
  /// Takes bool alone: pointers and numbers would convert to it.
  bool broadcast(std::same_as<bool> auto value) const { return broadcast(std::int64_t{value}) != 0; }
  void sum(std::span<float> values) const;
  void sum(std::span<double> values) const;
  std::int64_t sum(std::int64_t value) const;
  std::int64_t max(std::int64_t value) const;
  /// Returns whether `value` holds on any rank.
  bool any(bool value) const { return max(value) != 0; }
  /// Returns whether `value` holds on all ranks.
  bool all(bool value) const { return !any(!value); }
  std::vector<std::int64_t> all_gather(std::int64_t value) const;
  /// Returns the texts of all ranks in rank order on rank 0, and an empty vector on the other ranks.
  std::vector<std::string> gather(const std::string& text) const;

  /// Calls `action` on every rank. If it throws InputError (or FileError) on any rank, all ranks throw the
  /// error of the lowest such rank, so that they leave together. If `on_progress` is given, ranks that finish
  /// early wait as in wait_for_all.
  void collectively(const std::function<void()>& action, const ProgressCallback& on_progress = {}) const;

 private:
  Communicator() = default;
  Communicator(MPI_Comm handle, bool is_owner);
  std::int64_t reduce(std::int64_t value, MPI_Op operation) const;

  MPI_Comm handle_ = MPI_COMM_NULL;
  bool is_owner_ = false;
  int rank_ = 0;
  int size_ = 1;
};

}  // namespace emsurvey

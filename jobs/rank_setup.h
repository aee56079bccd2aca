// What the commands that train do first on every rank.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdio>
#include <string>

#include "mpi/communicator.h"

namespace emsurvey {

/// Prints on rank 0 alone.
template <class... Values>
void announce(const Communicator& world, const char* format, Values... values) {
  if (!world.is_root()) return;
  std::printf(format, values...);
  std::fflush(stdout);
}

/// One line of warning by rank 0 alone.
void warn(const Communicator& world, const std::string& message);

/// Sets LibTorch's threads to `requested`, or with 0 to the cores that the launcher gave; returns how many.
/// Collective.
int use_threads(const Communicator& world, int requested);

/// The device of this rank for the value of the key `device`. Collective; throws InputError when there is
/// none.
at::Device use_device(const Communicator& world, const std::string& key);

}  // namespace emsurvey

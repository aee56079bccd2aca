#include "io/hdf5.h"

namespace emsurvey {
namespace {

/// Returns the mutex that all threads share.
std::recursive_mutex& mutex_of_hdf5() {
  static std::recursive_mutex mutex;
  return mutex;
}

}  // namespace

Hdf5Turn::Hdf5Turn() : lock_(mutex_of_hdf5()) {}

}  // namespace emsurvey

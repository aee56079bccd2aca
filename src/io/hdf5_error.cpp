#include "io/hdf5_error.h"

#include <hdf5.h>

namespace emsurvey {
namespace {

/// Callback of H5Ewalk2: takes the first message.
herr_t take_first(unsigned position, const H5E_error2_t* error, void* message) {
  if (position == 0 && error->desc != nullptr) *static_cast<std::string*>(message) = error->desc;
  return 0;
}

}  // namespace

void silence_hdf5() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

std::string hdf5_error_message() {
  std::string message;
  if (H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_first, &message) < 0 || message.empty())
    return "no reason given";
  return message;
}

}  // namespace emsurvey

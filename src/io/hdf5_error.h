// Error messages of HDF5.
#pragma once

#include <string>

namespace emsurvey {

/// Stops HDF5 from printing its error stack on stderr; our own errors contain its messages.
void silence_hdf5();

/// Returns the innermost message in HDF5's error stack of this thread, such as "no space available for
/// allocation"; "no reason given" if the stack is empty.
std::string hdf5_error_message();

}  // namespace emsurvey

// HDF5's own account of what went wrong.
#pragma once

#include <string>

namespace emsurvey {

/// Keeps HDF5 from printing its error stack on stderr; its messages go into our own errors instead.
void silence_hdf5();

/// The innermost message of HDF5's error stack of this thread, as "no space available for allocation"; "no
/// reason given" when the stack is empty.
std::string hdf5_error_message();

}  // namespace emsurvey

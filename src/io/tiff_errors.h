// Error messages of libtiff, which has one handler for the whole process.
#pragma once

#include <string>

namespace emsurvey {

/// Makes libtiff keep its error messages for tiff_error(), and forgets the last one of this thread. Warnings are
/// dropped. Readers and writers call it before they open a file.
void keep_tiff_errors();

/// Forgets the last error of this thread.
void clear_tiff_error();

/// Returns the last error of this thread; empty if there was none.
std::string tiff_error();

}  // namespace emsurvey

// Parts that the reader and the writer of PNG images share.
//
// libpng reports an error by longjmp, which must not skip a destructor. Therefore each function that calls
// setjmp has only trivial variables, and its callers own all memory.
#pragma once

#include <png.h>

#include <array>
#include <cstring>
#include <string>
#include <string_view>

namespace emsurvey {

/// The bytes that libpng reads or writes, and its error message.
struct PngStream {
  std::string_view input;
  std::string output;
  std::array<char, 200> error{};
};

[[noreturn]] inline void keep_png_error(png_structp png, png_const_charp message) {
  auto& error = static_cast<PngStream*>(png_get_error_ptr(png))->error;
  std::strncpy(error.data(), message, error.size() - 1);
  png_longjmp(png, 1);
}

inline void ignore_png_warning(png_structp, png_const_charp) {}

}  // namespace emsurvey

#include "io/tiff_errors.h"

#include <tiffio.h>

#include <array>
#include <cstdarg>
#include <cstdio>

namespace emsurvey {
namespace {

thread_local std::array<char, 300> last_error{};

void keep_error(const char*, const char* text, va_list values) {
  std::vsnprintf(last_error.data(), last_error.size(), text, values);
}

}  // namespace

void keep_tiff_errors() {
  TIFFSetWarningHandler(nullptr);
  TIFFSetErrorHandler(keep_error);
  clear_tiff_error();
}

void clear_tiff_error() {
  last_error.fill(0);
}

std::string tiff_error() {
  return last_error.data();
}

}  // namespace emsurvey

#include "base/log.h"

#include <cstdio>
#include <string>

#include "base/output.h"
#include "base/visible_text.h"

namespace emsurvey {
namespace {

void print_error(const std::string& text) {
  const std::string line = "emsurvey: " + text + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);  // In one piece: other ranks write to the same stream.
  std::fflush(stderr);
}

}  // namespace

void print_message(LogLevel level, std::string_view text) {
  const std::string line = visible(text);
  if (level == LogLevel::info) {
    print_lines(line + "\n");
    flush_output();
  } else {
    print_error((level == LogLevel::warning ? "warning: " : "") + line);
  }
}

void Log::error_lines(std::string_view text) const {
  if (prints_) print_error(visible_lines(text));
}

}  // namespace emsurvey

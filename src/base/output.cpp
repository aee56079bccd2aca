#include "base/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "base/log.h"
#include "base/visible_text.h"

namespace emsurvey {
namespace {

/// Formats as std::vsnprintf does, without a limit on the length.
std::string formatted(const char* format, std::va_list values) {
  std::va_list again;
  va_copy(again, values);
  const int length = std::vsnprintf(nullptr, 0, format, values);
  std::string text(length > 0 ? static_cast<std::size_t>(length) : 0, '\0');
  std::vsnprintf(text.data(), text.size() + 1, format, again);
  va_end(again);
  return text;
}

/// Returns `text` made visible, except for the line breaks at the beginning and the end of `format`.
std::string visible_within(std::string_view format, std::string_view text) {
  const std::size_t first = format.find_first_not_of('\n');
  if (first == std::string_view::npos) return std::string(text);
  const std::size_t after = format.size() - 1 - format.find_last_not_of('\n');
  return std::string(first, '\n') + visible(text.substr(first, text.size() - first - after)) +
         std::string(after, '\n');
}

/// First error that occurred on standard output, or 0. The stream itself does not keep the error code.
std::atomic<int> first_error = 0;

void note_error(int error) {
  int none = 0;
  first_error.compare_exchange_strong(none, error);
}

void put(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) note_error(errno);
}

/// Detects late write errors: some file systems, such as NFS, report a full disk only when a file is closed.
bool closes_well(int descriptor) {
  const int copy = ::dup(descriptor);
  return copy < 0 || ::close(copy) == 0;
}

}  // namespace

void print(const char* format, ...) {
  std::va_list values;
  va_start(values, format);
  put(visible_within(format, formatted(format, values)));
  va_end(values);
}

void print_lines(const std::string& text) {
  put(visible_lines(text));
}

void flush_output() {
  if (std::fflush(stdout) != 0) note_error(errno);
  if (std::ferror(stdout) != 0) note_error(EIO);
}

void occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    // open() returns the lowest free descriptor, which is this one. The access mode is the opposite of what
    // the stream needs, so that its use fails as on a closed descriptor.
    [[maybe_unused]] const int occupied =
        ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

bool finish_output() {
  flush_output();
  if (first_error == 0 && !closes_well(STDOUT_FILENO)) note_error(errno);
  if (first_error == 0) return true;
  Log().error("standard output: cannot be written ({}); the output is incomplete: write it to another place",
              std::strerror(first_error));
  return false;
}

}  // namespace emsurvey

// Messages of the program about its own work: notices, warnings and errors.
#pragma once

#include <fmt/core.h>

#include <string_view>
#include <utility>

namespace emsurvey {

enum class LogLevel {
  info,     ///< Standard output, without a prefix.
  warning,  ///< Standard error, "emsurvey: warning: ...".
  error,    ///< Standard error, "emsurvey: ...".
};

/// Prints `text` as one line with control characters escaped (visible() in base/visible_text.h), and flushes
/// it.
void print_message(LogLevel level, std::string_view text);

/// Prints messages if `prints` is true. Pass is_root() for a message that is the same on all ranks. Formats
/// as fmt::format does. Any thread may use it.
class Log {
 public:
  explicit Log(bool prints = true) : prints_(prints) {}

  template <class... Values>
  void info(fmt::format_string<Values...> format, Values&&... values) const {
    write(LogLevel::info, format, std::forward<Values>(values)...);
  }
  template <class... Values>
  void warn(fmt::format_string<Values...> format, Values&&... values) const {
    write(LogLevel::warning, format, std::forward<Values>(values)...);
  }
  template <class... Values>
  void error(fmt::format_string<Values...> format, Values&&... values) const {
    write(LogLevel::error, format, std::forward<Values>(values)...);
  }
  /// Prints an error whose text may have several lines, such as a backtrace of LibTorch.
  void error_lines(std::string_view text) const;

 private:
  template <class... Values>
  void write(LogLevel level, fmt::format_string<Values...> format, Values&&... values) const {
    if (prints_) print_message(level, fmt::format(format, std::forward<Values>(values)...));
  }

  bool prints_;
};

}  // namespace emsurvey

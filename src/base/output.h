// Standard output and standard error: the one way to them, so that no name is obeyed by a terminal and no
// failed write is taken for success.
#pragma once

#include <cstdarg>
#include <string>

namespace emsurvey {

/// Prints as std::printf does, what the values hold made visible: line breaks stand at the beginning and at
/// the end of `format` alone.
void print(const char* format, ...) __attribute__((format(printf, 1, 2)));
void print_list(const char* format, std::va_list values) __attribute__((format(printf, 1, 0)));

/// Prints a text of several lines, such as a table; the lines made visible.
void print_lines(const std::string& text);

/// Flushes standard output, so that its reader has all that was printed so far.
void flush_output();

/// One line on standard error, "emsurvey: ...", made visible.
void complain(const char* format, ...) __attribute__((format(printf, 1, 2)));

/// Gives the descriptors 0, 1 and 2 that the caller closed to files that can neither be read nor written:
/// otherwise the next file that is opened would get such a number, and with it what is printed.
void occupy_standard_descriptors();

/// Writes out what was printed. Says so on standard error and returns false when some of it could not be
/// written.
bool finish_output();

}  // namespace emsurvey

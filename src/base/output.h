// Standard output. All output goes through these functions and those of base/log.h, so that control
// characters in names cannot affect a terminal and failed writes are detected.
#pragma once

#include <string>

namespace emsurvey {

/// Prints as std::printf does, but makes the inserted values visible (see visible()). Line breaks are kept
/// only at the beginning and at the end of `format`.
void print(const char* format, ...) __attribute__((format(printf, 1, 2)));

/// Prints a text of several lines, such as a table, with every line made visible.
void print_lines(const std::string& text);

/// Flushes standard output, so that a reader sees everything printed so far.
void flush_output();

/// Reserves the descriptors 0, 1 and 2 if the caller closed them, by opening /dev/null in the wrong access
/// mode. Otherwise the next file to be opened would get such a descriptor and receive the printed text.
void occupy_standard_descriptors();

/// Flushes standard output. If any of the output could not be written, reports it on standard error and
/// returns false.
bool finish_output();

}  // namespace emsurvey

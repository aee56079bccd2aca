// Text that every program reads the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace emsurvey {

/// A character of UTF-8; `length` 0 where the bytes are none.
struct Character {
  char32_t code = 0;
  std::size_t length = 0;  ///< bytes
};

/// The character that `text`, which is not empty, begins with.
Character first_character(std::string_view text);

/// Whether `text` is UTF-8: JSON and HTML can hold nothing else.
bool is_utf8(std::string_view text);

/// `text` in Unicode's normal form C, in which equal looks are equal bytes: macOS spells an umlaut in names
/// of files as two characters, others as one. Text that is no UTF-8 stays as it is.
std::string composed(std::string_view text);

}  // namespace emsurvey

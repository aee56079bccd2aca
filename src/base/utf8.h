// Decoding, validation and normalization of UTF-8 text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace emsurvey {

/// A decoded UTF-8 character. `length` is 0 if the bytes are not valid UTF-8.
struct Character {
  char32_t code = 0;
  std::size_t length = 0;  ///< In bytes.
};

/// Returns whether `byte` is one of a UTF-8 character other than its first.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

/// Returns the first character of `text`, which must not be empty.
Character first_character(std::string_view text);

/// Returns whether `text` is valid UTF-8; JSON and HTML allow nothing else.
bool is_utf8(std::string_view text);

/// Returns `text` in Unicode normalization form C, in which equal text has equal bytes: macOS writes an
/// umlaut in a file name as two characters, other systems as one. Text that is not valid UTF-8 is returned
/// unchanged.
std::string composed(std::string_view text);

}  // namespace emsurvey

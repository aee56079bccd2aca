#include "base/utf8.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace emsurvey {
namespace {

/// Returns the length in bytes of the character that begins with `first`, or 0 if no character begins with
/// it.
std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/// Rejects overlong encodings, UTF-16 surrogates and codes beyond U+10FFFF.
bool is_character(char32_t code, std::size_t length) {
  if (length == 3) return code >= 0x800 && (code < 0xd800 || code > 0xdfff);
  return length < 3 || (code >= 0x10000 && code <= 0x10ffff);
}

}  // namespace

Character first_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = length_of(first);
  if (length == 0 || length > text.size()) return {};
  char32_t code = length == 1 ? first : first & (0x7fU >> length);
  for (const char c : text.substr(1, length - 1)) {
    if (!is_continuation(c)) return {};
    code = code << 6 | (static_cast<unsigned char>(c) & 0x3fU);
  }
  if (!is_character(code, length)) return {};
  return {code, length};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = first_character(text).length;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string composed(std::string_view text) {
  utf8proc_uint8_t* bytes = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), std::ssize(text), &bytes,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(bytes, std::free);
  if (length < 0) return std::string(text);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

}  // namespace emsurvey

#include "base/visible_text.h"

#include "base/utf8.h"

namespace emsurvey {
namespace {

/// Returns whether a terminal would interpret `code` instead of showing it: control characters (C0, DEL, C1),
/// bidirectional formatting characters, line and paragraph separators, byte order marks and noncharacters.
bool is_obeyed(char32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c || code == 0x200e || code == 0x200f ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0xfeff ||
         (code & 0xfffe) == 0xfffe;
}

void append_escaped(std::string& visible, char c) {
  constexpr char digits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  visible += '\\';
  if (c == '\n') {
    visible += 'n';
  } else if (c == '\r') {
    visible += 'r';
  } else if (c == '\t') {
    visible += 't';
  } else {
    visible += {'x', digits[byte >> 4], digits[byte & 15]};
  }
}

}  // namespace

std::string visible(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character character = first_character(text);
    const bool is_shown = character.length > 0 && !is_obeyed(character.code);
    const std::string_view bytes = text.substr(0, character.length > 0 ? character.length : 1);
    if (is_shown) {
      result += bytes;
    } else {
      for (const char c : bytes) append_escaped(result, c);
    }
    text.remove_prefix(bytes.size());
  }
  return result;
}

std::string visible_lines(std::string_view text) {
  std::string result;
  while (true) {
    const std::size_t end = text.find('\n');
    result += visible(text.substr(0, end));
    if (end == std::string_view::npos) return result;
    result += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace emsurvey

#include "survey/config_text.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "base/visible_text.h"

namespace emsurvey {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view blanks = " \t\r\v\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string_view without_comment(std::string_view text) {
  return text.substr(0, text.find('#'));
}

char take_first(std::string_view& text) {
  const char first = text.front();
  text.remove_prefix(1);
  return first;
}

/// Returns the character that an escape sequence stands for. `rest` starts after the backslash.
char take_escaped(std::string_view& rest, const std::string& subject) {
  const char* const remedy = "write \\\\ for a backslash, or leave the quotes out";
  require(!rest.empty(), subject, "ends in a backslash", remedy);
  const char c = take_first(rest);
  switch (c) {
    case '"':
    case '\\':
      return c;
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      break;
  }
  require(c == 'x', subject, std::string("has \\") + c + " in quotes, which is not an escape sequence",
          remedy);
  unsigned int byte = 0;
  const std::string_view digits = rest.substr(0, 2);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
  require(error == std::errc() && end == digits.data() + 2 && byte != 0, subject,
          "has \\x without the two digits of a byte above 0", remedy);
  rest.remove_prefix(2);
  return static_cast<char>(byte);
}

/// Removes the quoted word at the beginning of `rest` and returns it.
ConfigWord take_quoted(std::string_view& rest, const std::string& subject) {
  ConfigWord word{"", true};
  for (take_first(rest); !rest.empty();) {
    const char c = take_first(rest);
    if (c == '"') {
      const bool ends = rest.empty() || blanks.find(rest.front()) != std::string_view::npos;
      require(ends || rest.front() == '#', subject, "has text after a closing quote",
              "write \\\" for a quote within quotes");
      return word;
    }
    word.text += c == '\\' ? take_escaped(rest, subject) : c;
  }
  throw InputError(subject, "has a quote that is never closed", "close it, or write \\\" within quotes");
}

/// Removes leading blanks, and a comment that follows them.
void skip_blanks(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  if (rest.starts_with('#')) rest = {};
}

}  // namespace

std::vector<ConfigLine> parse_config_lines(std::string_view text, const std::string& subject) {
  require(text.find('\0') == std::string_view::npos, subject,
          "is not a text file, since it contains a zero byte", "save it as text in UTF-8");
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::vector<ConfigLine> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (trimmed(without_comment(line)).empty()) continue;
    const std::string place = subject + ", line " + std::to_string(number);
    const std::size_t equals = without_comment(line).find('=');
    require(equals != std::string_view::npos, place,
            "`" + std::string(trimmed(without_comment(line))) + "` is not of the form `key = value`",
            "write one key per line, and comments after #");
    lines.push_back(
        {place, std::string(trimmed(line.substr(0, equals))), std::string(line.substr(equals + 1))});
  }
  return lines;
}

std::vector<ConfigWord> words_of(const ConfigLine& line) {
  std::vector<ConfigWord> words;
  std::string_view rest = line.rest;
  for (skip_blanks(rest); !rest.empty(); skip_blanks(rest)) {
    if (rest.front() == '"') {
      words.push_back(take_quoted(rest, line.subject));
      continue;
    }
    const std::string_view word = without_comment(rest.substr(0, rest.find_first_of(blanks)));
    words.push_back({std::string(word), false});
    rest.remove_prefix(word.size());
  }
  return words;
}

std::vector<ConfigWord> whole_value_of(const ConfigLine& line) {
  std::string_view rest = line.rest;
  skip_blanks(rest);
  if (!rest.starts_with('"')) {
    const std::string_view value = trimmed(without_comment(rest));
    return value.empty() ? std::vector<ConfigWord>{} : std::vector<ConfigWord>{{std::string(value), false}};
  }
  const ConfigWord word = take_quoted(rest, line.subject);
  skip_blanks(rest);
  require(rest.empty(), line.subject, "has text after a closing quote", "put all of the value in quotes");
  return {word};
}

std::string config_word(const std::string& text) {
  const bool is_plain = !text.empty() && trimmed(text) == text && text.front() != '"' &&
                        text.find('#') == std::string::npos && visible(text) == text;
  return is_plain ? text : quoted_word(text);
}

std::string quoted_word(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return "\"" + visible(escaped) + "\"";
}

}  // namespace emsurvey

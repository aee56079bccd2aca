// The text of config files: `key = value` lines with comments after #.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emsurvey {

/// A line that gives a key a value.
struct ConfigLine {
  std::string subject;  ///< "FILE, line 3"
  std::string key;
  std::string rest;  ///< what follows the `=`, with the comment
};

/// The lines of `text` that are neither blank nor a comment. A byte-order mark is skipped; lines end with \n
/// or \r\n. Throws InputError naming `subject` (the file) and the line.
std::vector<ConfigLine> parse_config_lines(std::string_view text, const std::string& subject);

/// A word of a value. In double quotes it may hold anything; \" \\ \n \r \t and \xNN (a byte) stand for one
/// character there. Without quotes it ends at a blank or a comment, and a backslash is a backslash.
struct ConfigWord {
  std::string text;
  bool is_quoted = false;
};

/// The words of the value of `line`.
std::vector<ConfigWord> words_of(const ConfigLine& line);

/// The value as one word, which may hold blanks without quotes, too; no word where there is no value.
std::vector<ConfigWord> whole_value_of(const ConfigLine& line);

/// `text` as a word that whole_value_of reads back: in quotes where it has to be.
std::string config_word(const std::string& text);

/// `text` in quotes.
std::string quoted_word(const std::string& text);

}  // namespace emsurvey

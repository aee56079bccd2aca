// Parsing and writing of config files: `key = value` lines with comments after #.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emsurvey {

/// A line that assigns a value to a key.
struct ConfigLine {
  std::string subject;  ///< "FILE, line 3"
  std::string key;
  std::string rest;  ///< Text after the `=`, including a comment.
};

/// Returns the lines of `text` that are neither blank nor a comment. Skips a byte order mark. Lines end with
/// \n or \r\n. Throws InputError naming `subject` (the file) and the line.
std::vector<ConfigLine> parse_config_lines(std::string_view text, const std::string& subject);

/// A word of a value. In double quotes, it may contain any character, and \" \\ \n \r \t and \xNN (one byte)
/// are escape sequences. Without quotes, it ends at a blank or a comment, and a backslash has no special
/// meaning.
struct ConfigWord {
  std::string text;
  bool is_quoted = false;
};

/// Returns the words of the value of `line`.
std::vector<ConfigWord> words_of(const ConfigLine& line);

/// Returns the value of `line` as one word, which may contain blanks even without quotes. Returns no word if
/// there is no value.
std::vector<ConfigWord> whole_value_of(const ConfigLine& line);

/// Returns `text` as a word that whole_value_of reads back, in quotes if necessary.
std::string config_word(const std::string& text);

/// Returns `text` as a word in quotes.
std::string quoted_word(const std::string& text);

}  // namespace emsurvey

#include "survey/settings.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "base/error.h"
#include "base/joined.h"
#include "base/unknown_name.h"
#include "io/file.h"
#include "survey/config_text.h"
#include "survey/former_names.h"
#include "survey/keys.h"
#include "survey/setting_value.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

constexpr std::size_t config_limit_bytes = std::size_t{1} << 20;

std::vector<std::string> key_names() {
  std::vector<std::string> names;
  for (const auto& key : survey_keys()) names.push_back(key.name);
  return names;
}

constexpr std::size_t most_values = 1'000'000;

/// Expands "1..4" to 1 2 3 4; appends any other word unchanged.
void append_expanded(const std::string& key, std::vector<std::string>& values, const std::string& word) {
  const auto dots = word.find("..");
  const auto is_number = [](const std::string& text) {
    return !text.empty() && text.size() < 7 && text.find_first_not_of("0123456789") == std::string::npos;
  };
  if (dots == std::string::npos || !is_number(word.substr(0, dots)) || !is_number(word.substr(dots + 2))) {
    values.push_back(word);
    return;
  }
  const int first = std::stoi(word.substr(0, dots)), last = std::stoi(word.substr(dots + 2));
  require(first <= last, key, "has the range " + word + ", which is empty", "write the smaller number first");
  for (int i = first; i <= last; ++i) {
    require(values.size() < most_values, key, "has more than " + std::to_string(most_values) + " values",
            "name fewer");
    values.push_back(std::to_string(i));
  }
}

/// Returns the values in `words`. Quoted words and paths are kept unchanged; ranges in other words are
/// expanded.
std::vector<std::string> values_of(const Key& key, const std::vector<ConfigWord>& words) {
  std::vector<std::string> values;
  for (const auto& word : words) {
    if (word.is_quoted || key.values == KeyValues::path) {
      values.push_back(word.text);
    } else {
      append_expanded(key.name, values, word.text);
    }
  }
  return values;
}

/// Splits `text` into values; a path may contain blanks.
std::vector<std::string> split_values(const Key& key, const std::string& text) {
  if (key.values == KeyValues::path) return text.empty() ? std::vector<std::string>{} : std::vector{text};
  std::vector<ConfigWord> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back({word});
  return values_of(key, words);
}

/// Removes the length of the training from `weaker` if `stronger` gives it, since steps and epochs exclude
/// each other.
void drop_weaker_length(const Settings& stronger, Settings& weaker) {
  if (stronger.contains("epochs")) weaker.erase("steps");
  if (stronger.contains("steps")) weaker.erase("epochs");
}

void require_one_length(const Settings& settings, const std::string& subject) {
  require(!(settings.contains("epochs") && settings.contains("steps")), subject, "has both epochs and steps",
          "give one of them");
}

/// Writes `value` so that parse_config_text reads it back.
std::string written_value(const Key& key, const std::string& value) {
  // Without quotes, a list would split the value at blanks and expand a range.
  const bool is_one_word = value.find(' ') == std::string::npos && value.find("..") == std::string::npos;
  return key.values == KeyValues::path || is_one_word ? config_word(value) : quoted_word(value);
}

/// Makes a path absolute, so that it is valid from every folder. Keeps it unchanged if the current folder no
/// longer exists.
void keep_absolute(Settings& settings, const std::string& key) {
  const auto found = settings.find(key);
  if (found == settings.end()) return;
  std::error_code error;
  for (auto& path : found->second) {
    const auto absolute = std::filesystem::absolute(path, error);
    if (!error) path = absolute.string();
  }
}

}  // namespace

Settings parse_config_text(const std::string& text, const std::string& subject) {
  Settings settings;
  for (const auto& line : parse_config_lines(text, subject)) {
    const auto key =
        std::find_if(survey_keys().begin(), survey_keys().end(),
                     [name = current_name(line.key)](const Key& known) { return known.name == name; });
    if (key == survey_keys().end())
      throw unknown_name(line.subject, "key of a survey", line.key, key_names());
    require(!settings.contains(key->name), line.subject, "has the key " + line.key + " twice",
            "give its values in one line, separated by blanks");
    const auto values =
        values_of(*key, key->values == KeyValues::path ? whole_value_of(line) : words_of(line));
    require(!values.empty(), line.subject, "the key " + line.key + " has no value",
            "give it one, or leave the line out");
    settings[key->name] = values;
  }
  require_one_length(settings, subject);
  return settings;
}

Settings read_settings(const po::variables_map& arguments) {
  Settings settings;
  for (const auto& key : survey_keys()) {
    if (arguments.count(key.name) == 0) continue;
    const auto& words = arguments[key.name].as<std::vector<std::string>>();
    require(words.size() == 1 || !takes_one(key), "--" + key.name,
            "has " + std::to_string(words.size()) + " values, `" + joined(words, " ") + "`",
            "give one, in quotes where there are blanks in it");
    const auto values = split_values(key, joined(words, " "));
    require(!values.empty(), "--" + key.name, "has no value", "give one or leave the option out");
    settings[key.name] = values;
  }
  require_one_length(settings, "arguments");
  if (arguments.count("config") > 0) {
    const auto path = arguments["config"].as<std::string>();
    Settings file = parse_config_text(read_file(path, config_limit_bytes), path);
    drop_weaker_length(settings, file);
    settings.merge(file);
  }
  Settings defaults;
  for (const auto& key : survey_keys()) {
    const auto values = default_values(key);
    if (!values.empty()) defaults[key.name] = values;
  }
  drop_weaker_length(settings, defaults);
  settings.merge(defaults);
  for (const char* key : {"data", "split-file"}) keep_absolute(settings, key);
  return settings;
}

std::string to_config_text(const Settings& settings) {
  std::string text;
  for (const auto& key : survey_keys()) {
    const auto found = settings.find(key.name);
    if (found == settings.end()) continue;
    std::vector<std::string> words;
    for (const auto& value : found->second) words.push_back(written_value(key, value));
    text += key.name + " = " + joined(words, " ") + "\n";
  }
  return text;
}

}  // namespace emsurvey

#include "survey/options.h"

#include <boost/program_options/errors.hpp>
#include <boost/program_options/parsers.hpp>
#include <set>

#include "base/error.h"
#include "base/nearest_name.h"
#include "survey/former_names.h"
#include "survey/keys.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

constexpr unsigned help_columns = 100;

void add_key(po::options_description& options, const Key& key) {
  const std::string help =
      key.help + (key.default_value.empty() ? "" : " (default: " + key.default_value + ")");
  options.add_options()(
      key.name.c_str(),
      po::value<std::vector<std::string>>()->multitoken()->value_name(takes_one(key) ? "VALUE" : "VALUE..."),
      help.c_str());
}

/// Throws InputError if an option was given twice that may be given once.
void require_once(const po::parsed_options& parsed, const po::options_description& options) {
  std::set<std::string> seen;
  for (const auto& option : parsed.options) {
    const auto& meaning = *options.find(option.string_key, false).semantic();
    const bool may_repeat = meaning.is_composing() || meaning.max_tokens() == 0;
    require(seen.insert(option.string_key).second || may_repeat, "--" + option.string_key, "is given twice",
            meaning.max_tokens() > 1 ? "give it once, its values separated by blanks" : "give it once");
  }
}

InputError unknown_option(const std::string& word, const po::options_description& options) {
  std::vector<std::string> names;
  for (const auto& option : options.options()) names.push_back("--" + option->long_name());
  const std::string near = nearest_name(word, names);
  return InputError(word, "is not an option of this command",
                    near.empty() ? "see --help" : "did you mean " + near + "?");
}

}  // namespace

std::vector<po::options_description> survey_option_groups() {
  std::vector<po::options_description> groups;
  groups.emplace_back("Options", help_columns);
  auto add = groups.front().add_options();
  add("config", po::value<std::string>()->value_name("FILE"), "config file with lines `key = value`");
  add("dump-config", "print the resolved config and stop");
  for (const KeyGroup group : key_groups()) {
    groups.emplace_back(title_of(group), help_columns);
    for (const Key& key : survey_keys())
      if (key.group == group) add_key(groups.back(), key);
  }
  return groups;
}

po::variables_map parse_options(const std::vector<std::string>& arguments,
                                const po::options_description& options, const std::string& operand) {
  namespace style = po::command_line_style;
  const int exact = style::default_style & ~style::allow_guessing & ~style::allow_short;
  std::vector<std::string> words;
  for (const auto& word : arguments) words.push_back(with_current_name(word));
  po::options_description known;
  known.add(options);
  po::positional_options_description operands;
  if (!operand.empty()) {
    known.add_options()(operand.c_str(), po::value<std::string>());
    operands.add(operand.c_str(), 1);
  }
  po::variables_map values;
  try {
    const auto parsed = po::command_line_parser(words).options(known).style(exact).positional(operands).run();
    require_once(parsed, known);
    po::store(parsed, values);
  } catch (const po::unknown_option& error) {
    throw unknown_option(error.get_option_name(), options);
  } catch (const po::too_many_positional_options_error&) {
    throw InputError("arguments", "a word belongs to no option", "write --option value; see --help");
  } catch (const po::error& error) {
    throw InputError("arguments", error.what(), "see --help");
  }
  // Boost takes a word like -h, which is no option here, for the operand.
  if (!operand.empty() && values.count(operand) > 0) {
    const auto& word = values[operand].as<std::string>();
    if (word.starts_with("-")) throw unknown_option(word, options);
  }
  return values;
}

}  // namespace emsurvey

#include "bash_completion.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "option_value.h"
#include "survey/keys.h"

namespace emsurvey {
namespace {

constexpr const char* beginning =
    R"(# Completes the command line of emsurvey in bash. Written by `emsurvey manual`.
_emsurvey() {
  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]-} i
  COMPREPLY=()
  [ "$word" != = ] || word=
)";

constexpr const char* middle = R"(
  # The last option before this word, and the number of words that follow it.
  local option='' given=0
  for ((i = COMP_CWORD - 1; i > 1; --i)); do
    case ${COMP_WORDS[i]} in
      --*) option=${COMP_WORDS[i]} && break ;;
      =) ;;
      *) given=$((given + 1)) ;;
    esac
  done

  # The words that the value of this option may be, whether it is a path, and how many values it takes.
  local names='' is_path='' most=1
  case "$command $option" in
    *' ') most=0 ;;
)";

constexpr const char* end = R"(  esac
  if [[ $word != -* ]] && ((given < most)); then
    mapfile -t COMPREPLY < <(compgen -W "$names" -- "$word")
    [ -z "$is_path" ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    if [ -n "$takes_folder" ] && [[ $word != -* ]]; then
      is_path=yes
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "$word")
    fi
  fi
  [ -z "$is_path" ] || compopt -o filenames 2>/dev/null || true # fails where no command line is completed
}
complete -F _emsurvey emsurvey
)";

/// How the value of an option is completed.
struct Completion {
  std::string names;  ///< Separated by blanks.
  bool is_path = false;
  bool takes_value = false;
  bool is_list = false;

  auto order() const { return std::tie(names, is_path, takes_value, is_list); }
  bool operator<(const Completion& other) const { return order() < other.order(); }
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Returns the key of a survey that `option` is, or a null pointer. Other options may have the name of a key.
const Key* key_of(const boost::program_options::option_description& option, const OptionValue& value) {
  if (!value.name.starts_with("VALUE")) return nullptr;
  const auto& keys = survey_keys();
  const auto is_it = [&](const Key& key) { return key.name == option.long_name(); };
  const auto found = std::find_if(keys.begin(), keys.end(), is_it);
  return found == keys.end() ? nullptr : &*found;
}

Completion completion_of(const boost::program_options::option_description& option) {
  const OptionValue value = value_of(option);
  if (const Key* key = key_of(option, value))
    return {joined(key->names()), key->values == KeyValues::path, true, !takes_one(*key)};
  const bool is_path =
      value.name.find("FILE") != std::string::npos || value.name.find("DIR") != std::string::npos;
  return {"", is_path, !value.name.empty(), value.is_list};
}

std::string assignments(const Completion& completion) {
  std::string text;
  if (!completion.names.empty()) text += "names='" + completion.names + "' ";
  if (completion.is_path) text += "is_path=yes ";
  if (!completion.takes_value) text += "most=0 ";
  if (completion.is_list) text += "most=1000 ";
  return text;
}

std::vector<OptionGroup> all_groups(const Command& command) {
  std::vector<OptionGroup> groups = listed_groups(command);
  for (const OptionGroup& group : command.unlisted)
    groups.push_back(group);  // Boost's groups are not assigned.
  return groups;
}

/// The cases of options whose value is not a single text. An option that means the same for all commands that
/// have it has one case.
std::string value_cases(const std::vector<Command>& commands) {
  std::map<std::string, std::map<Completion, std::vector<std::string>>> by_option;
  for (const Command& command : commands)
    for (const OptionGroup& group : all_groups(command))
      for (const auto& option : group.options())
        by_option[option->long_name()][completion_of(*option)].push_back(command.name);
  std::map<Completion, std::string> patterns;
  for (const auto& [option, completions] : by_option)
    for (const auto& [completion, names] : completions) {
      std::string& pattern = patterns[completion];
      if (completions.size() == 1) {
        pattern += (pattern.empty() ? "*' --" : " | *' --") + option + "'";
        continue;
      }
      for (const std::string& command : names)
        pattern += (pattern.empty() ? "'" : " | '") + command + " --" + option + "'";
    }
  std::string text;
  for (const auto& [completion, pattern] : patterns)
    if (const std::string set = assignments(completion); !set.empty())
      text += "    " + pattern + ") " + set + ";;\n";
  return text;
}

/// Completes the command, and sets the options of the command that is given.
std::string command_cases(const std::vector<Command>& commands) {
  std::string names, text = "  local options='' takes_folder=''\n  case $command in\n";
  for (const Command& command : commands) {
    names += command.name + " ";
    std::set<std::string> options;
    for (const OptionGroup& group : all_groups(command))
      for (const auto& option : group.options()) options.insert("--" + option->long_name());
    text += "    " + command.name + ") options='" + joined({options.begin(), options.end()}) + "'" +
            (command.operand.empty() ? "" : " takes_folder=yes") + " ;;\n";
  }
  text += "  esac\n";
  return "  if [ \"$COMP_CWORD\" = 1 ]; then\n    mapfile -t COMPREPLY < <(compgen -W '" + names +
         "--help --version' -- \"$word\")\n    return\n  fi\n" + text;
}

}  // namespace

std::string bash_completion(const std::vector<Command>& commands) {
  return beginning + command_cases(commands) + middle + value_cases(commands) + end;
}

}  // namespace emsurvey

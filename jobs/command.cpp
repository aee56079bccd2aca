#include "command.h"

#include <boost/program_options/value_semantic.hpp>
#include <sstream>

#include "base/output.h"
#include "on_all_ranks.h"
#include "survey/options.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

constexpr unsigned help_columns = 100;

/// Returns the options of the help.
OptionGroup listed_options(const Command& command) {
  OptionGroup all("", help_columns);
  for (const OptionGroup& group : listed_groups(command)) all.add(group);
  return all;
}

po::variables_map parsed(const Command& command, const Words& words) {
  OptionGroup all = listed_options(command);
  for (const OptionGroup& group : command.unlisted) all.add(group);
  return parse_options(words, all, command.operand);
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

}  // namespace

Arguments::Arguments(const Command& command, const Words& words)
    : command_name_(command.name),
      operand_name_(command.operand),
      usage_(first_line(command.usage)),
      values_(parsed(command, words)) {}

bool Arguments::has(const std::string& option) const {
  return values_.count(option) > 0 && !values_[option].defaulted();
}

const std::string& Arguments::required(const std::string& option) const {
  require(has(option), "--" + option, "is missing", "see emsurvey " + command_name_ + " --help");
  return get<std::string>(option);
}

const std::string& Arguments::operand() const {
  require(has_operand(), command_name_, "takes the folder of a survey", "write " + usage_);
  return get<std::string>(operand_name_);
}

std::vector<OptionGroup> listed_groups(const Command& command) {
  std::vector<OptionGroup> groups = command.groups;
  if (groups.empty()) groups.emplace_back("Options", help_columns);
  groups.front().add_options()("help", "show this help");
  return groups;
}

std::string help_text(const Command& command) {
  std::ostringstream text;
  text << "emsurvey " << command.name << ": " << command.summary << "\n\nUsage:\n";
  std::istringstream usage(command.usage);
  for (std::string line; std::getline(usage, line);) text << "  " << line << "\n";
  text << "\n" << command.details << (command.details.empty() ? "" : "\n");
  std::ostringstream options;
  options << listed_options(command);
  text << options.str().substr(options.str().find_first_not_of('\n'));
  return text.str();
}

int call_alone(const Command& command, const Words& words,
               const std::function<ExitStatus(const Arguments& arguments)>& work) {
  const Arguments arguments(command, words);
  if (!arguments.has("help")) return static_cast<int>(work(arguments));
  print_lines(help_text(command));
  return static_cast<int>(ExitStatus::success);
}

int call_on_all_ranks(
    const Command& command, const Words& words,
    const std::function<ExitStatus(const Arguments& arguments, const Communicator& world)>& work) {
  return on_all_ranks([&](const Communicator& world) {
    const Arguments arguments(command, words);
    if (!arguments.has("help")) return work(arguments, world);
    if (world.is_root()) print_lines(help_text(command));
    return ExitStatus::success;
  });
}

}  // namespace emsurvey

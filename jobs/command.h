// What all commands have in common: a summary, usage lines, groups of options, --help.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <functional>
#include <string>
#include <vector>

#include "base/error.h"
#include "mpi/communicator.h"

namespace emsurvey {

using Words = std::vector<std::string>;
using OptionGroup = boost::program_options::options_description;

struct Command {
  std::string name;
  std::string summary;  ///< One line, for the overview and the help.
  std::string usage;    ///< A line for each way to call it.
  std::string details;  ///< Further text of the help, with a line break at its end; may be empty.
  std::string operand;  ///< Name of the word that may stand beside the options, as SURVEY; empty: none may.
  std::vector<OptionGroup> groups;    ///< Options of the help. --help joins the first group.
  std::vector<OptionGroup> unlisted;  ///< Options that the help does not list.
  /// Takes the words that follow the command's name and returns the exit status. Throws InputError for invalid
  /// input.
  int (*main)(const Command& command, const Words& words);
};

/// The parsed arguments of a command.
class Arguments {
 public:
  Arguments(const Command& command, const Words& words);

  /// Whether the option was given; false if it only has its default.
  bool has(const std::string& option) const;
  /// Returns the value of an option that was given or has a default.
  template <class T>
  const T& get(const std::string& option) const {
    return values_[option].template as<T>();
  }
  /// Returns the value of an option; throws InputError if it was not given.
  const std::string& required(const std::string& option) const;
  bool has_operand() const { return !operand_name_.empty() && has(operand_name_); }
  /// Returns the operand; throws InputError if it was not given.
  const std::string& operand() const;
  const boost::program_options::variables_map& values() const { return values_; }

 private:
  std::string command_name_, operand_name_;
  std::string usage_;
  boost::program_options::variables_map values_;
};

/// Returns the groups of options that the help lists; --help is in the first one.
std::vector<OptionGroup> listed_groups(const Command& command);

std::string help_text(const Command& command);

/// Parses `words` and calls `work`, or prints the help. Returns the exit status.
int call_alone(const Command& command, const Words& words,
               const std::function<ExitStatus(const Arguments& arguments)>& work);

/// Does the same on all ranks of an MPI session: rank 0 prints the help (see on_all_ranks).
int call_on_all_ranks(
    const Command& command, const Words& words,
    const std::function<ExitStatus(const Arguments& arguments, const Communicator& world)>& work);

}  // namespace emsurvey

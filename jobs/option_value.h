// The value of a command's option as the help, the man pages and the completion describe it.
#pragma once

#include <string>

#include "command.h"

namespace emsurvey {

/// The value of an option in the help, such as "--size S (=512)".
struct OptionValue {
  std::string name;           ///< Placeholder of the value, as S; empty if the option takes none.
  std::string default_value;  ///< As in the help; may be empty.
  bool is_list = false;       ///< Whether several words may follow the option.
};

OptionValue value_of(const boost::program_options::option_description& option);

/// Returns the title of a group in the help.
std::string title_of(const OptionGroup& group);

}  // namespace emsurvey

#include "option_value.h"

#include <boost/program_options/value_semantic.hpp>
#include <sstream>

namespace emsurvey {

OptionValue value_of(const boost::program_options::option_description& option) {
  const auto& semantic = *option.semantic();
  if (semantic.max_tokens() == 0) return {};
  const std::string text = semantic.name();  // "S (=512)"
  const std::string begin = " (=";
  const auto end = text.find(begin);
  if (end == std::string::npos) return {text, "", semantic.max_tokens() > 1};
  const std::string rest = text.substr(end + begin.size());
  return {text.substr(0, end), rest.substr(0, rest.rfind(')')), semantic.max_tokens() > 1};
}

std::string title_of(const OptionGroup& group) {
  std::ostringstream help;  // Boost gives the title nowhere else.
  help << group;
  return help.str().substr(0, help.str().find(':'));
}

}  // namespace emsurvey

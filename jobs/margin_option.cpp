#include "margin_option.h"

#include <boost/program_options/value_semantic.hpp>
#include <string>
#include <vector>

#include "base/error.h"
#include "survey/setting_value.h"

namespace emsurvey {

namespace po = boost::program_options;

void add_margin_option(OptionGroup& group) {
  group.add_options()(
      "margin", po::value<std::vector<std::string>>()->value_name("M"),
      "margin of equivalence: settings whose scores differ by less count as equivalent (default: "
      "that of the existing analysis, or 0.05)");
}

std::optional<double> margin_option(const Arguments& arguments) {
  if (!arguments.has("margin")) return std::nullopt;
  const auto& values = arguments.get<std::vector<std::string>>("margin");
  require(values.size() == 1, "--margin", "has several values", "give one number, after the folder");
  return real_number("--margin", values.front(), 1e-6, 1);
}

}  // namespace emsurvey

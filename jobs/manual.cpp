// emsurvey manual: writes the man pages and the completion of bash.
#include <boost/program_options/value_semantic.hpp>
#include <filesystem>

#include "base/output.h"
#include "bash_completion.h"
#include "commands.h"
#include "io/file.h"
#include "man_pages.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

void write_below(const fs::path& folder, const fs::path& name, const std::string& text) {
  make_folder((folder / name).parent_path());
  write_file(folder / name, text);
}

int main(const Command& command, const Words& words) {
  return call_alone(command, words, [](const Arguments& arguments) {
    const fs::path output = arguments.required("output");
    const auto pages = man_pages(commands());
    for (const auto& [path, source] : pages) write_below(output / "man", path, source);
    write_below(output / "bash-completion/completions", "emsurvey", bash_completion(commands()));
    print("%zu man pages and the completion of bash are in %s\n", pages.size(), output.c_str());
    return ExitStatus::success;
  });
}

OptionGroup options() {
  OptionGroup group("Options");
  group.add_options()("output", po::value<std::string>()->value_name("DIR"),
                      "folder for man/ and bash-completion/, such as ~/.local/share");
  return group;
}

}  // namespace

Command manual_command() {
  return {.name = "manual",
          .summary = "writes man pages and the completion of bash for this program",
          .usage = "emsurvey manual --output DIR",
          .details = "An installed emsurvey has both. In ~/.local/share man and bash find them, too.\n",
          .operand = "",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey

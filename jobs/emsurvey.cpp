// emsurvey <command>: finds and runs the command and turns exceptions into an exit status.
#include <csignal>
#include <exception>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/log.h"
#include "base/output.h"
#include "base/unknown_name.h"
#include "base/version.h"
#include "commands.h"

namespace {

using emsurvey::ExitStatus;

void print_overview() {
  emsurvey::print(
      "Which choice segments EM sections best? Trains, tests and scores a grid of experiments.\n\n");
  emsurvey::print("Usage: emsurvey COMMAND [OPTIONS]; `emsurvey COMMAND --help` lists the options.\n\n");
  for (const auto& command : emsurvey::commands())
    emsurvey::print("  %-8s %s\n", command.name.c_str(), command.summary.c_str());
}

/// Returns the version, with the commit where it is known.
std::string version_text() {
  const std::string commit = emsurvey::source_version;
  return emsurvey::version + (commit.empty() ? "" : " (" + commit + ")");
}

int dispatch(const emsurvey::Words& words) {
  if (words.empty() || words[0] == "--help" || words[0] == "help") {
    print_overview();
    return static_cast<int>(ExitStatus::success);
  }
  if (words[0] == "--version" && words.size() == 1) {
    emsurvey::print("emsurvey %s\n", version_text().c_str());
    return static_cast<int>(ExitStatus::success);
  }
  std::vector<std::string> names;
  for (const auto& command : emsurvey::commands()) {
    if (command.name == words[0]) return command.main(command, {words.begin() + 1, words.end()});
    names.push_back(command.name);
  }
  throw emsurvey::unknown_name("emsurvey", "command", words[0], names);
}

int exit_status(const emsurvey::Words& words) {
  try {
    return dispatch(words);
  } catch (const emsurvey::InputError& error) {
    emsurvey::Log().error("{}", error.what());
    return static_cast<int>(ExitStatus::input_error);
  } catch (const std::exception& error) {
    emsurvey::Log().error_lines(error.what());
    return static_cast<int>(ExitStatus::program_error);
  }
}

}  // namespace

int main(int argc, char** argv) {
  emsurvey::occupy_standard_descriptors();
  // A write beyond `ulimit -f` must fail with an error instead of a fatal signal.
  std::signal(SIGXFSZ, SIG_IGN);
  const int status = exit_status({argv + 1, argv + argc});
  // A command whose output is lost has failed.
  const bool is_printed = emsurvey::finish_output();
  return status == 0 && !is_printed ? static_cast<int>(ExitStatus::program_error) : status;
}

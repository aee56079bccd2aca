// emsurvey <command>: finds the command, runs it and turns what it throws into an exit status.
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/unknown_name.h"
#include "base/version.h"
#include "commands.h"

namespace {

using emsurvey::ExitStatus;

int print_overview() {
  std::printf(
      "Which choice segments EM sections best? Trains, tests and scores a grid of experiments.\n\n"
      "Usage: emsurvey <command> [options]; `emsurvey <command> --help` lists the options.\n\n");
  for (const auto& command : emsurvey::commands()) std::printf("  %-8s %s\n", command.name, command.summary);
  return static_cast<int>(ExitStatus::success);
}

int print_version() {
  std::printf("emsurvey %s (%s)\n", emsurvey::version, emsurvey::source_version);
  return static_cast<int>(ExitStatus::success);
}

int dispatch(const std::string& name, const std::vector<std::string>& arguments) {
  std::vector<std::string> names;
  for (const auto& command : emsurvey::commands()) {
    if (command.name == name) return command.run(arguments);
    names.emplace_back(command.name);
  }
  throw emsurvey::unknown_name("emsurvey", "command", name, names);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  // Writing beyond `ulimit -f` shall fail with a message instead of ending the program.
  std::signal(SIGXFSZ, SIG_IGN);
  if (words.empty() || words[0] == "--help" || words[0] == "help") return print_overview();
  if (words[0] == "--version" && words.size() == 1) return print_version();
  try {
    return dispatch(words[0], {words.begin() + 1, words.end()});
  } catch (const emsurvey::InputError& error) {
    std::fprintf(stderr, "emsurvey: %s\n", error.what());
    return static_cast<int>(ExitStatus::input_error);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "emsurvey: %s\n", error.what());
    return static_cast<int>(ExitStatus::program_error);
  }
}

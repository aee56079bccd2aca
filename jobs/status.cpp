// emsurvey status: shows the state of each run of a survey.
#include <boost/program_options/value_semantic.hpp>
#include <chrono>
#include <cstdio>
#include <limits>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/error.h"
#include "base/number.h"
#include "base/output.h"
#include "base/terminal.h"
#include "base/visible_text.h"
#include "check.h"
#include "commands.h"
#include "store/status_text.h"
#include "store/survey_status.h"
#include "survey_argument.h"
#include "watch/interrupt.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

constexpr double usual_interval_s = 5;

void print_plain(const SurveyStatus& status) {
  for (const std::string& line : status_lines(status, std::numeric_limits<std::size_t>::max()))
    print("%s\n", line.c_str());
  flush_output();
}

/// Prints the status on a terminal in place of the `lines_before` lines of the last one. Returns the number of
/// its lines.
std::size_t print_in_place(const SurveyStatus& status, std::size_t lines_before) {
  const TerminalSize size = terminal_size();
  const auto lines = status_lines(status, size.rows - 1);
  if (lines_before > 0) std::printf("\033[%zuA", lines_before);
  std::fputs("\r\033[J", stdout);
  for (const std::string& line : lines)
    print("%s\n", cut_to_columns(visible(line), size.columns - 1).c_str());
  flush_output();
  return lines.size();
}

/// Waits for `seconds`. Returns whether the user wants to stop before they are over.
bool is_interrupted_within(double seconds) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  while (!is_interrupted() && Clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return is_interrupted();
}

/// Prints the status every `interval_s` seconds until the survey has ended or the user stops the command.
void watch(const SurveyFolder& folder, double interval_s) {
  watch_for_interrupts();
  const bool is_terminal = shows_on_terminal();
  std::size_t lines = 0;
  do {
    const SurveyStatus status = survey_status(folder);
    if (is_terminal)
      lines = print_in_place(status, lines);
    else
      print_plain(status);
    if (status.has_ended()) return;
  } while (!is_interrupted_within(interval_s));
}

ExitStatus show_status(const SurveyFolder& folder, const Arguments& arguments) {
  require(!(arguments.has("json") && arguments.has("watch")), "--json", "cannot be combined with --watch",
          "leave one of them out");
  if (arguments.has("watch")) {
    const double interval_s = arguments.get<double>("watch");
    require(interval_s > 0 && interval_s <= 86400, "--watch", "is not between 0 and 86400 seconds",
            "give the seconds between two looks, as --watch 10");
    watch(folder, interval_s);
  } else if (arguments.has("json")) {
    const auto json = status_json(survey_status(folder), folder.path().string());
    print_lines(json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else {
    print_plain(survey_status(folder));
  }
  return ExitStatus::success;
}

/// Gives --watch its usual value if no number follows it; otherwise the folder after it would be its value.
Words with_watch_interval(Words words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool has_number = i + 1 < words.size() && parse_number(words[i + 1]);
    if (words[i] == "--watch" && !has_number) words[i].append(1, '=').append(python_repr(usual_interval_s));
  }
  return words;
}

int main(const Command& command, const Words& words) {
  return call_alone(command, with_watch_interval(words), [&](const Arguments& arguments) {
    const SurveyArgument survey = survey_argument(command, arguments);
    require(!arguments.has("check") || !(arguments.has("json") || arguments.has("watch")), "--check",
            "cannot be combined with --json or --watch", "give one of them");
    if (arguments.has("check")) return check_survey(survey);
    return show_status(SurveyFolder(survey.folder), arguments);
  });
}

OptionGroup options() {
  OptionGroup group("Options");
  auto add = group.add_options();
  add("check",
      "list the runs that are not done; exit with 0 if all are done, 3 if the others failed, 4 if some "
      "are left");
  add("json", "print one JSON document");
  add("watch", po::value<double>()->value_name("[SECONDS]"),
      "show the status again every SECONDS (default: 5) until all runs are done or failed");
  return group;
}

}  // namespace

Command status_command() {
  return {.name = "status",
          .summary = "shows the state of each run of a survey: done, begun, failed, waiting",
          .usage = "emsurvey status SURVEY [--check | --json | --watch [SECONDS]]",
          .details = "SURVEY is the output folder of emsurvey run; the options of run may take its place.\n",
          .operand = "SURVEY",
          .groups = {options()},
          .unlisted = run_option_groups(),
          .main = main};
}

}  // namespace emsurvey

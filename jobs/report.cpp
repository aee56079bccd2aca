// emsurvey report: makes the figure and the HTML report of a survey again, and compares it with published
// scores.
#include <boost/program_options/value_semantic.hpp>
#include <filesystem>
#include <optional>

#include "base/error.h"
#include "base/log.h"
#include "base/output.h"
#include "commands.h"
#include "io/file.h"
#include "margin_option.h"
#include "report/readable_text.h"
#include "run/reduce_text.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

void print_comparison(const Comparison& comparison) {
  print_lines("\nAgainst the published scores, mean (standard deviation):\n" +
              aligned_text(readable_comparison(comparison)) + comparison_rule() + "\n\n");
}

ExitStatus report(const SurveyFolder& survey, const std::optional<std::filesystem::path>& published,
                  std::optional<double> margin) {
  const Reduced reduced = report_survey(survey, published, margin);
  for (const auto& lines : {reduced.notes, reduced.report.problems})
    for (const std::string& line : lines) Log().warn("{}", line);
  print_lines("F_score, mean (standard deviation):\n" + f_score_overview(reduced.stats_csv));
  if (reduced.report.comparison) print_comparison(*reduced.report.comparison);
  if (reduced.refusal) throw InputError(*reduced.refusal);
  print_lines(report_places(reduced, survey));
  if (reduced.report.figure_problem) throw InputError(*reduced.report.figure_problem);
  return reduced.is_complete ? ExitStatus::success : ExitStatus::runs_failed;
}

int main(const Command& command, const Words& words) {
  return call_alone(command, words, [](const Arguments& arguments) {
    std::optional<std::filesystem::path> published;
    if (arguments.has("compare")) published = arguments.get<std::string>("compare");
    SurveyFolder survey(arguments.operand());
    if (file_exists(survey.path())) survey.hold();
    return report(survey, published, margin_option(arguments));
  });
}

OptionGroup options() {
  OptionGroup group("Options");
  group.add_options()(
      "compare", po::value<std::string>()->value_name("FILE"),
      "CSV file of scores to compare with, now and in all later reports; its columns are "
      "<label>_<metric> and those of the settings in the survey's tables (see configs/published)");
  add_margin_option(group);
  return group;
}

}  // namespace

Command report_command() {
  return {.name = "report",
          .summary = "makes the figure and the report of a survey again; compares with published scores",
          .usage = "emsurvey report SURVEY [--compare FILE] [--margin M]",
          .details = "SURVEY is the output folder of emsurvey run. Its finished runs are reported.\n",
          .operand = "SURVEY",
          .groups = {options()},
          .unlisted = {},
          .main = main};
}

}  // namespace emsurvey

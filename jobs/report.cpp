// emsurvey report: makes the figure and the HTML report of a survey again, and compares it with published
// scores.
#include <boost/program_options.hpp>

#include "base/error.h"
#include "base/output.h"
#include "commands.h"
#include "io/file.h"
#include "options.h"
#include "report/readable_text.h"
#include "run/reduce.h"
#include "survey/settings.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;

void print_comparison(const Comparison& comparison) {
  print_lines("\nAgainst the published scores, mean (standard deviation):\n" +
              aligned_text(readable_comparison(comparison)) + comparison_rule() + "\n\n");
}

int report(const SurveyFolder& survey, const std::optional<std::filesystem::path>& published) {
  const Reduced reduced = report_survey(survey, published);
  for (const auto& lines : {reduced.notes, reduced.report.problems})
    for (const std::string& line : lines) complain("warning: %s", line.c_str());
  print_lines("F_score, mean (standard deviation):\n" + f_score_overview(reduced.stats_csv));
  if (reduced.report.comparison) print_comparison(*reduced.report.comparison);
  if (reduced.refusal) throw InputError(*reduced.refusal);
  print_lines(report_places(reduced, survey));
  if (reduced.report.figure_problem) throw InputError(*reduced.report.figure_problem);
  return static_cast<int>(reduced.is_complete ? ExitStatus::success : ExitStatus::runs_failed);
}

}  // namespace

int report_command(const std::vector<std::string>& arguments) {
  po::options_description options("Options");
  options.add_options()(
      "compare", po::value<std::string>()->value_name("FILE"),
      "CSV of scores to compare with, now and in all later reports: columns <label>_<metric>, and "
      "those that name the settings as in the survey's tables (configs/published has some)")(
      "help", "show this help");
  const bool has_folder = !arguments.empty() && !arguments.front().starts_with("-");
  const po::variables_map values =
      parse_options({arguments.begin() + (has_folder ? 1 : 0), arguments.end()}, options);
  if (values.count("help") > 0) {
    print_help(options,
               "emsurvey report SURVEY [--compare FILE]\n"
               "Makes the figure and the report of a survey again, from what is finished.\n\n");
    return static_cast<int>(ExitStatus::success);
  }
  require(has_folder, "report", "takes the folder of a survey first",
          "write emsurvey report SURVEY [--compare FILE]");
  std::optional<std::filesystem::path> published;
  if (values.count("compare") > 0) published = values["compare"].as<std::string>();
  SurveyFolder survey(arguments.front());
  if (file_exists(survey.path())) survey.hold();
  return report(survey, published);
}

}  // namespace emsurvey

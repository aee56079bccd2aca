#include "run/reduce_text.h"

#include "base/number.h"
#include "base/visible_text.h"
#include "io/csv.h"
#include "report/readable_text.h"

namespace emsurvey {

std::vector<std::string> warnings_of(const Reduced& reduced) {
  std::vector<std::string> warnings = reduced.notes;
  warnings.insert(warnings.end(), reduced.report.problems.begin(), reduced.report.problems.end());
  if (reduced.report.figure_problem) warnings.push_back(*reduced.report.figure_problem);
  return warnings;
}

std::string table_places(const SurveyFolder& folder) {
  return "Tables: " + visible(folder.tests().string()) +
         "/summary_{long,wide,stats}.csv, averages_wide.csv, analysis_{settings,pairs,ranking,variance}.csv\n";
}

std::string report_places(const Reduced& reduced, const SurveyFolder& folder) {
  std::string text;
  if (!reduced.report.figure_problem)
    text += "Figure: " + visible(folder.figure("png").string()) + " (and .svg, .gnuplot)\n";
  if (reduced.report.comparison)
    text += "Comparison: " + visible(folder.comparison().string()) + "\n" +
            verdict_counts(*reduced.report.comparison) + "\n";
  return text + "Report: " + visible(folder.report().string()) + "\n";
}

std::string f_score_overview(const std::string& stats_csv) {
  const CsvTable table = parse_csv(stats_csv, "summary_stats.csv");
  const auto label_column = *table.find_column("label"), metric_column = *table.find_column("metric");
  const auto mean_column = *table.find_column("mean"), sd_column = *table.find_column("sd");
  CsvTable overview{{"loss"}, {}};
  for (std::size_t i = 1; i < label_column; ++i) overview.header[0] += " " + table.header[i];
  // Rows are sorted by group, then by label; every group has all labels.
  for (const auto& row : table.rows) {
    if (row[metric_column] != "F_score") continue;
    std::string group;
    for (std::size_t i = 0; i < label_column; ++i) group += (i > 0 ? " " : "") + row[i];
    const bool begins_group = overview.rows.empty() || row[label_column] == overview.header[1];
    if (begins_group) overview.rows.push_back({group});
    if (overview.rows.size() == 1) overview.header.push_back(row[label_column]);
    Moments moments;
    moments.mean = parse_number(row[mean_column]).value_or(moments.mean);
    moments.sd = parse_number(row[sd_column]).value_or(moments.sd);
    overview.rows.back().push_back(mean_and_deviation(moments));
  }
  return aligned_text(overview);
}

}  // namespace emsurvey

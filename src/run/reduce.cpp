#include "run/reduce.h"

#include "base/error.h"
#include "base/number.h"
#include "base/visible_text.h"
#include "io/csv.h"
#include "report/readable_text.h"
#include "run/registry.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

/// The runs of one of `readers`, which take turns.
std::vector<RunFiles> read_share(
    const SurveyFolder& folder, int reader, int readers, const Meanwhile& meanwhile = [] {}) {
  const auto numbers = list_runs(folder.path());
  require(!numbers.empty(), folder.tests().string(), "holds no finished run", "run the survey first");
  std::vector<RunFiles> share;
  for (std::size_t i = static_cast<std::size_t>(reader); i < numbers.size();
       i += static_cast<std::size_t>(readers)) {
    meanwhile();
    share.push_back(read_run_files(folder.path(), numbers[i]));
  }
  return share;
}

/// What a reader of the report should know: what could not be read, and what is not there yet.
std::vector<std::string> problems_of(const SummaryTables& tables, const SurveyFolder& folder) {
  std::vector<std::string> problems = tables.problems;
  for (auto& line : unfinished_runs(folder)) problems.push_back(std::move(line));
  return problems;
}

}  // namespace

Reduced reduce_survey(const SurveyFolder& folder, const Communicator& world, const Meanwhile& meanwhile) {
  std::vector<RunFiles> own;
  world.together([&] { own = read_share(folder, world.rank(), world.size(), meanwhile); }, meanwhile);
  std::vector<RunFiles> all;
  for (const auto& packed : world.gather(pack_runs(own))) {
    for (auto& run : unpack_runs(packed)) all.push_back(std::move(run));
  }
  Reduced reduced;
  const auto write = [&] {
    if (!world.is_root()) return;
    const SummaryTables tables = make_tables(all);
    write_tables(folder.path(), tables);
    reduced = {tables.stats_csv,
               make_report(folder.path(), tables.rows, problems_of(tables, folder), {}, meanwhile)};
  };
  world.together(write, meanwhile);
  return reduced;
}

Reduced report_survey(const SurveyFolder& folder, const std::optional<std::filesystem::path>& published) {
  const SummaryTables tables = make_tables(read_share(folder, 0, 1));
  return {tables.stats_csv, make_report(folder.path(), tables.rows, problems_of(tables, folder), published)};
}

std::vector<std::string> warnings_of(const Report& report) {
  std::vector<std::string> warnings = report.problems;
  if (report.figure_problem) warnings.push_back(*report.figure_problem);
  return warnings;
}

std::string table_places(const SurveyFolder& folder) {
  return "Tables: " + visible(folder.tests().string()) +
         "/summary_{long,wide,stats}.csv, averages_wide.csv\n";
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
  // Rows are by group, then label; every group has all labels.
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

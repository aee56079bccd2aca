#include "tables/summary.h"

#include <algorithm>
#include <set>
#include <utility>

#include "io/csv.h"
#include "io/file.h"
#include "tables/copy_baseline_rows.h"
#include "tables/long_table.h"
#include "tables/stats_table.h"
#include "tables/threshold_curves.h"
#include "tables/wide_table.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// Returns the path and the text of each table of scores.
std::vector<std::pair<fs::path, const std::string*>> table_files(const fs::path& survey,
                                                                 const SummaryTables& tables) {
  const fs::path folder = survey / "test";
  return {{folder / "summary_long.csv", &tables.long_csv},
          {folder / "summary_wide.csv", &tables.wide_csv},
          {folder / "averages_wide.csv", &tables.averages_csv},
          {folder / "summary_stats.csv", &tables.stats_csv},
          {folder / "threshold_curves.csv", &tables.threshold_curves_csv}};
}

std::vector<RunEvaluation> parse_runs(const std::vector<RunFiles>& runs, std::vector<std::string>& problems) {
  std::vector<RunEvaluation> evaluations;
  for (const RunFiles& files : runs)
    if (auto run = parse_run(files, problems)) evaluations.push_back(std::move(*run));
  return evaluations;
}

/// Returns the rows of both tables under the header of the first. In the wide table, the first cell of each row
/// is its number.
CsvTable with_rows_of(CsvTable table, CsvTable more, bool is_numbered = false) {
  for (auto& row : more.rows) {
    if (is_numbered) row.front() = std::to_string(table.rows.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

CsvTable whole_long_table(const SummaryTables& tables) {
  return with_rows_of(long_table(tables.rows), long_table(tables.baseline));
}

SummaryTables tables_of(std::vector<RunEvaluation> evaluations, const std::vector<RunFiles>& baselines,
                        std::vector<std::string> problems) {
  SummaryTables tables;
  tables.problems = std::move(problems);
  tables.rows = collect_rows(std::move(evaluations), tables.problems);
  tables.baseline = copy_baseline_rows(tables.rows, baselines, tables.problems);
  tables.long_csv = format_csv(whole_long_table(tables));
  tables.wide_csv =
      format_csv(with_rows_of(wide_table(tables.rows), wide_table(tables.baseline), /*is_numbered=*/true));
  tables.averages_csv = format_csv(averages_table(tables.rows));
  tables.stats_csv = format_csv(with_rows_of(stats_table(tables.rows), stats_table(tables.baseline)));
  return tables;
}

/// Returns the text of a table; empty if it has no header.
std::string text_of(const CsvTable& table) {
  return table.header.empty() ? "" : format_csv(table);
}

std::string threshold_curves_text(const std::vector<RunFiles>& runs) {
  return text_of(threshold_curves_table(runs));
}

/// Reads the existing long table. The result has no header if the file cannot be used.
CsvTable long_table_on_disk(const fs::path& survey) {
  const fs::path path = survey / "test" / "summary_long.csv";
  try {
    return parse_csv(read_file(path), path.string());
  } catch (const InputError&) {
    return {};
  }
}

}  // namespace

SummaryTables make_tables(const std::vector<RunFiles>& runs, const std::vector<RunFiles>& baselines,
                          const std::vector<TrainingFailure>& failures) {
  std::vector<std::string> problems;
  auto evaluations = parse_runs(runs, problems);
  SummaryTables tables = tables_of(std::move(evaluations), baselines, std::move(problems));
  tables.threshold_curves_csv = threshold_curves_text(runs);
  tables.failed = failed_runs_under(tables.rows, failures);
  tables.failed_runs_csv = text_of(failed_runs_table(tables.failed));
  return tables;
}

void write_tables(const fs::path& survey, const SummaryTables& tables) {
  auto files = table_files(survey, tables);
  files.emplace_back(failed_runs_path(survey), &tables.failed_runs_csv);
  for (const auto& [path, text] : files) {
    if (!text->empty())
      write_file(path, *text);
    else if (file_exists(path))
      fs::remove(path);
  }
}

bool has_any_table(const fs::path& survey) {
  const auto files = table_files(survey, {});
  return std::any_of(files.begin(), files.end(), [](const auto& file) { return file_exists(file.first); });
}

std::vector<fs::path> differing_tables(const fs::path& survey, const SummaryTables& tables) {
  std::vector<fs::path> differing;
  for (const auto& [path, text] : table_files(survey, tables)) {
    const bool is_long = text == &tables.long_csv;
    const bool is_same =
        text->empty() || file_holds(path, *text) ||
        (is_long && file_holds(path, format_csv(without_image_names(whole_long_table(tables)))));
    if (!is_same) differing.push_back(path);
  }
  return differing;
}

fs::path failed_runs_path(const fs::path& survey) {
  return survey / "test" / "failed_runs.csv";
}

bool has_same_failures(const fs::path& survey, const SummaryTables& tables) {
  const fs::path path = failed_runs_path(survey);
  return tables.failed_runs_csv.empty() ? !file_exists(path) : file_holds(path, tables.failed_runs_csv);
}

bool are_older_tables(const fs::path& survey, const std::vector<RunFiles>& runs,
                      const std::vector<RunFiles>& baselines) {
  const CsvTable before = long_table_on_disk(survey);
  const auto column = before.find_column("run");
  if (!column) return false;
  std::set<std::string> numbers;
  for (const auto& row : before.rows) numbers.insert(row[*column]);
  const auto is_new = [&](const auto& run) { return !numbers.contains(std::to_string(run.number)); };
  std::vector<RunFiles> older = runs;
  std::erase_if(older, is_new);
  std::vector<std::string> problems;
  std::vector<RunEvaluation> evaluations = parse_runs(older, problems);
  for (RunEvaluation& run : evaluations)
    std::erase_if(run.axes, [&](const auto& axis) { return !before.find_column(axis.first); });
  const auto older_baselines = baselines_in(before, collect_rows(evaluations, problems), baselines);
  SummaryTables tables = tables_of(std::move(evaluations), older_baselines, {});
  tables.threshold_curves_csv = threshold_curves_text(older);
  return differing_tables(survey, tables).empty();
}

}  // namespace emsurvey

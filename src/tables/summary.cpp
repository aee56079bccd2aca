#include "tables/summary.h"

#include <algorithm>
#include <utility>

#include "io/file.h"
#include "tables/long_table.h"
#include "tables/stats_table.h"
#include "tables/wide_table.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// Path and text of each file.
std::vector<std::pair<fs::path, const std::string*>> table_files(const fs::path& survey,
                                                                 const SummaryTables& tables) {
  const fs::path folder = survey / "test";
  return {{folder / "summary_long.csv", &tables.long_csv},
          {folder / "summary_wide.csv", &tables.wide_csv},
          {folder / "averages_wide.csv", &tables.averages_csv},
          {folder / "summary_stats.csv", &tables.stats_csv}};
}

}  // namespace

SummaryTables make_tables(const std::vector<RunFiles>& runs) {
  SummaryTables tables;
  std::vector<RunEvaluation> evaluations;
  for (const RunFiles& files : runs)
    if (auto run = parse_run(files, tables.problems)) evaluations.push_back(std::move(*run));
  tables.rows = collect_rows(std::move(evaluations), tables.problems);
  tables.long_csv = format_csv(long_table(tables.rows));
  tables.wide_csv = format_csv(wide_table(tables.rows));
  tables.averages_csv = format_csv(averages_table(tables.rows));
  tables.stats_csv = format_csv(stats_table(tables.rows));
  return tables;
}

void write_tables(const fs::path& survey, const SummaryTables& tables) {
  for (const auto& [path, text] : table_files(survey, tables)) write_file(path, *text);
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
        file_holds(path, *text) ||
        (is_long && file_holds(path, format_csv(without_image_names(long_table(tables.rows)))));
    if (!is_same) differing.push_back(path);
  }
  return differing;
}

}  // namespace emsurvey

#include "tables/summary.h"

#include <utility>

#include "io/file.h"
#include "tables/long_table.h"
#include "tables/score_rows.h"
#include "tables/stats_table.h"
#include "tables/wide_table.h"

namespace emsurvey {

SummaryTables make_tables(const std::vector<RunFiles>& runs) {
  SummaryTables tables;
  std::vector<RunEvaluation> evaluations;
  for (const RunFiles& files : runs)
    if (auto run = parse_run(files, tables.problems)) evaluations.push_back(std::move(*run));
  const ScoreRows rows = collect_rows(std::move(evaluations), tables.problems);
  tables.long_csv = format_csv(long_table(rows));
  tables.wide_csv = format_csv(wide_table(rows));
  tables.stats_csv = format_csv(stats_table(rows));
  return tables;
}

void write_tables(const std::filesystem::path& survey, const SummaryTables& tables) {
  const std::filesystem::path folder = survey / "test";
  write_file(folder / "summary_long.csv", tables.long_csv);
  write_file(folder / "summary_wide.csv", tables.wide_csv);
  write_file(folder / "summary_stats.csv", tables.stats_csv);
}

}  // namespace emsurvey

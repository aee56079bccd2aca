// Comparison with the summaries that the study's own script made from 18 runs.
#include <gtest/gtest.h>

#include "base/number.h"
#include "io/csv.h"
#include "io/file.h"
#include "support/reference_data.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

void expect_same_table(const std::string& actual, const fs::path& path) {
  const CsvTable expected = parse_csv(read_file(path), path.string());
  const CsvTable table = parse_csv(actual, "made again");
  ASSERT_EQ(table.header, expected.header);
  ASSERT_EQ(table.rows.size(), expected.rows.size());
  for (std::size_t r = 0; r < expected.rows.size(); ++r) {
    for (std::size_t c = 0; c < expected.header.size(); ++c) {
      const std::string& cell = table.rows[r][c];
      const std::string& wanted = expected.rows[r][c];
      if (cell == wanted) continue;
      // The script rounds the last digits of numbers when reading them; all other text is identical.
      ASSERT_NE(wanted.find_first_of(".e"), std::string::npos)
          << path << " row " << r << " " << expected.header[c];
      ASSERT_TRUE(parse_number(cell) && parse_number(wanted)) << cell << " for " << wanted;
      EXPECT_NEAR(*parse_number(cell) / *parse_number(wanted), 1, 1e-12) << path << " row " << r;
    }
  }
}

TEST(ReferenceTables, AreMadeAgain) {
  EMSURVEY_NEEDS_REFERENCE();
  const fs::path survey = reference_folder() / "reference/tables";
  std::vector<RunFiles> runs;
  for (const int number : list_runs(survey)) runs.push_back(read_run_files(survey, number));
  EXPECT_EQ(runs.size(), 18U);
  const SummaryTables tables = make_tables(unpack_runs(pack_runs(runs)));
  EXPECT_TRUE(tables.problems.empty());
  expect_same_table(tables.long_csv, survey / "test/summary_long.csv");
  expect_same_table(tables.wide_csv, survey / "test/summary_wide.csv");
}

}  // namespace
}  // namespace emsurvey

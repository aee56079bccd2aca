#include <gtest/gtest.h>

#include <algorithm>

#include "io/csv.h"
#include "tables/copy_baseline_rows.h"
#include "tables/small_survey.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

/// A copy baseline of the images 07 and b1, with these cells of membranes from the column `recall` on.
RunFiles baseline(const std::string& first, const std::string& second) {
  RunFiles files;
  files.folder = "test/copy_baseline/blocks-1";
  files.evaluations = {{"membranes", small_evaluation("membranes", first, second)}};
  return files;
}

std::vector<RunFiles> two_baselines() {
  return {baseline("0.5,0.6,0,,0.1,40", "0.7,0.8,1,,0.2,41"),
          baseline("0.3,0.4,0,,0.3,42", "0.9,1.0,1,,0.4,43")};
}

/// The cells of the rows of copy baselines in the column `name`.
std::vector<std::string> cells(const std::string& csv, const std::string& name) {
  const CsvTable table = parse_csv(csv, "table");
  const auto loss = table.find_column("classic_loss").value(), column = table.find_column(name).value();
  std::vector<std::string> found;
  for (const auto& row : table.rows)
    if (row[loss] == copy_baseline_loss) found.push_back(row[column]);
  return found;
}

using Cells = std::vector<std::string>;

TEST(CopyBaselineRows, StandLastInTheLongTable) {
  const SummaryTables with = make_tables(small_survey(), two_baselines()),
                      without = make_tables(small_survey());
  EXPECT_TRUE(with.problems.empty());
  EXPECT_TRUE(with.long_csv.starts_with(without.long_csv)) << "the rows of the runs stay as they are";
  EXPECT_EQ(cells(with.long_csv, "run"), (Cells{"0", "0", "0", "0"}));
  EXPECT_EQ(cells(with.long_csv, "label"), (Cells{"membranes", "membranes", "membranes", "membranes"}));
  EXPECT_EQ(cells(with.long_csv, "sample"), (Cells{"0", "1", "2", "3"})) << "numbered over all baselines";
  EXPECT_EQ(cells(with.long_csv, "F_score"), (Cells{"0.6", "0.8", "0.4", "1.0"}));
  EXPECT_EQ(cells(with.long_csv, "image_name"), (Cells{"image=07", "image=b1", "image=07", "image=b1"}));
  EXPECT_EQ(cells(with.long_csv, "filters"), (Cells{"0", "0", "0", "0"})) << "an axis of numbers";
  EXPECT_EQ(cells(with.long_csv, "lr"), (Cells{"none", "none", "none", "none"})) << "an axis of text";
  EXPECT_EQ(cells(with.long_csv, "split"), (Cells{"0", "0", "0", "0"}));
}

TEST(CopyBaselineRows, StandLastInTheWideTableAndTheStatistics) {
  const SummaryTables with = make_tables(small_survey(), two_baselines()),
                      without = make_tables(small_survey());
  EXPECT_TRUE(with.wide_csv.starts_with(without.wide_csv));
  EXPECT_EQ(cells(with.wide_csv, ""), (Cells{"4", "5", "6", "7"})) << "after the four rows of the runs";
  EXPECT_EQ(cells(with.wide_csv, "membranes_F_score"), (Cells{"0.6", "0.8", "0.4", "1.0"}));
  EXPECT_EQ(cells(with.wide_csv, "synapses_F_score"), (Cells{"", "", "", ""}));
  EXPECT_TRUE(with.stats_csv.starts_with(without.stats_csv));
  const CsvTable stats = parse_csv(with.stats_csv, "stats");
  const auto row = std::find_if(stats.rows.begin(), stats.rows.end(), [&](const auto& one) {
    return one[0] == copy_baseline_loss && one[*stats.find_column("label")] == "membranes" &&
           one[*stats.find_column("metric")] == "F_score";
  });
  ASSERT_NE(row, stats.rows.end());
  EXPECT_EQ((*row)[*stats.find_column("n")], "4");
  EXPECT_NEAR(std::stod((*row)[*stats.find_column("mean")]), 0.7, 1e-12);
  EXPECT_EQ(with.averages_csv, without.averages_csv) << "a row for each training";
}

TEST(CopyBaselineRows, AreNoRunsOfTheSurvey) {
  const SummaryTables tables = make_tables(small_survey(), two_baselines());
  EXPECT_EQ(tables.rows.runs.size(), 2U);
  EXPECT_EQ(tables.baseline.rows.size(), 4U);
  EXPECT_TRUE(make_tables({}, two_baselines()).baseline.rows.empty()) << "no run, no table";
}

TEST(CopyBaselineRows, LeaveOutAFileThatCannotBeUsed) {
  auto baselines = two_baselines();
  baselines[0].evaluations[0].second = "no,table\n1,2\n";
  const SummaryTables tables = make_tables(small_survey(), baselines);
  EXPECT_EQ(tables.problems.size(), 1U);
  EXPECT_EQ(cells(tables.long_csv, "F_score"), (Cells{"0.4", "1.0"}));
}

}  // namespace
}  // namespace emsurvey

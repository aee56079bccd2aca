#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "io/csv.h"
#include "io/file.h"
#include "support/temporary_folder.h"
#include "tables/small_survey.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

bool mentions(const std::vector<std::string>& lines, const std::string& text) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return line.find(text) != std::string::npos; });
}

/// Returns a run without axes, split and repeat, like those of the published study.
RunFiles foreign_run(int number, const std::string& loss, const std::string& evaluation) {
  RunFiles run;
  run.number = number;
  run.folder = "test/" + std::to_string(number);
  run.options = R"({"Y_loss": ")" + loss + "\"}";
  run.evaluations = {{"cells", evaluation}};
  return run;
}

/// Returns the expected table `name` of the small survey.
std::string golden(const std::string& name) {
  return read_file(std::filesystem::path(EMSURVEY_GOLDEN) / name);
}

// The expected tables of the small survey, in golden/, were made from the same files with pandas 3.1 (read_csv, concat,
// pivot_table with dropna=False, melt and groupby); then the columns were put in the order of the tables.

TEST(LongTable, IsWhatPandasMakes) {
  EXPECT_EQ(make_tables(small_survey()).long_csv, golden("summary_long.csv"));
}

TEST(WideTable, IsWhatPandasMakes) {
  EXPECT_EQ(make_tables(small_survey()).wide_csv, golden("summary_wide.csv"));
}

TEST(StatsTable, IsWhatPandasComputes) {
  const CsvTable table = parse_csv(make_tables(small_survey()).stats_csv, "summary_stats.csv");
  EXPECT_EQ(table.header, (std::vector<std::string>{"classic_loss", "filters", "lr", "label", "metric", "n",
                                                    "mean", "sd"}));
  ASSERT_EQ(table.rows.size(), 2U * 3U * 5U);
  const auto expect_row = [&](const std::vector<std::string>& key, const std::string& n,
                              const std::string& mean, const std::string& sd) {
    const auto row =
        std::find_if(table.rows.begin(), table.rows.end(), [&](const std::vector<std::string>& cells) {
          return std::equal(key.begin(), key.end(), cells.begin());
        });
    ASSERT_NE(row, table.rows.end());
    EXPECT_EQ((*row)[5], n);
    const auto expect_number = [](const std::string& cell, const std::string& expected) {
      ASSERT_EQ(cell.empty(), expected.empty());
      if (cell.empty()) return;
      EXPECT_NEAR(std::stod(cell) / std::stod(expected), 1, 1e-14);
    };
    expect_number((*row)[6], mean);
    expect_number((*row)[7], sd);
  };
  expect_row({"square", "16", "lr=0.0002", "synapses", "F_score"}, "2", "0.062505", "0.08838127658050657");
  expect_row({"hinge", "32", "lr=0.001", "membranes", "recall"}, "2", "-443012770.6240901",
             "626514669.1574653");
  expect_row({"square", "16", "lr=0.0002", "Axons", "F_score"}, "1", "0.2", "");
  expect_row({"square", "16", "lr=0.0002", "Axons", "semantic_Dice"}, "0", "", "");
  expect_row({"hinge", "32", "lr=0.001", "membranes", "true_regions"}, "2", "40.5", "0.7071067811865476");
  EXPECT_EQ(table.rows[4][4], "true_regions") << "counts come after the scores";
  EXPECT_EQ(table.rows.front()[0], "square") << "groups come in the order of their first run";
}

TEST(StatsTable, PutsSplitsAndRepeatsTogether) {
  std::vector<RunFiles> runs = small_survey();
  runs[1].options =
      R"({"Y_loss": "square", "axes": {"filters": "16", "lr": "0.0002"}, "split": 1, "repeat": 0})";
  const CsvTable table = parse_csv(make_tables(runs).stats_csv, "summary_stats.csv");
  EXPECT_EQ(table.rows.size(), 3U * 5U);
  EXPECT_EQ(table.rows.front()[5], "4");
}

TEST(MakeTables, DoesNotDependOnTheOrderOfTheRuns) {
  std::vector<RunFiles> runs = small_survey();
  const SummaryTables tables = make_tables(runs);
  std::reverse(runs.begin(), runs.end());
  const SummaryTables reversed = make_tables(runs);
  EXPECT_EQ(reversed.long_csv, tables.long_csv);
  EXPECT_EQ(reversed.wide_csv, tables.wide_csv);
  EXPECT_EQ(reversed.stats_csv, tables.stats_csv);
  EXPECT_TRUE(tables.problems.empty());
}

TEST(MakeTables, GivesForeignRunsThePublishedColumnsAlone) {
  const SummaryTables tables =
      make_tables({foreign_run(11, "dice", "pred_path,F_score,sample\na-outputs.png,1,0\n"),
                   foreign_run(9, "dice", "pred_path,F_score,sample\na-outputs.png,,0\n")});
  EXPECT_EQ(tables.long_csv,
            ",pred_path,F_score,sample,classic_loss,label,run\n"
            "0,a-outputs.png,,0,dice,cells,9\n"
            "0,a-outputs.png,1.0,0,dice,cells,11\n");
  EXPECT_EQ(tables.wide_csv, ",classic_loss,run,sample,cells_F_score\n0,dice,9,0,\n1,dice,11,0,1.0\n");
}

TEST(MakeTables, ReportsAMissingEvaluationAndMakesTheRest) {
  std::vector<RunFiles> runs = small_survey();
  runs[0].evaluations.erase(runs[0].evaluations.begin() + 1);
  const SummaryTables tables = make_tables(runs);
  ASSERT_EQ(tables.problems.size(), 1U);
  EXPECT_EQ(tables.problems[0].find("test/1/evaluation/membranes.csv: is missing"), 0U) << tables.problems[0];
  const CsvTable wide = parse_csv(tables.wide_csv, "summary_wide.csv");
  ASSERT_EQ(wide.rows.size(), 4U);
  EXPECT_EQ(wide.rows[2][wide.find_column("membranes_F_score").value()], "");
  EXPECT_EQ(wide.rows[2][wide.find_column("synapses_F_score").value()], "1e-05");
}

TEST(MakeTables, ReportsADamagedEvaluationOnce) {
  std::vector<RunFiles> runs = small_survey();
  runs[1].evaluations[2].second = "pred_path,sample\n\"";
  const SummaryTables tables = make_tables(runs);
  ASSERT_EQ(tables.problems.size(), 1U);
  EXPECT_EQ(tables.problems[0].find("test/2/evaluation/synapses.csv, line 2: "), 0U) << tables.problems[0];
  EXPECT_EQ(parse_csv(tables.long_csv, "summary_long.csv").rows.size(), 10U);
}

TEST(MakeTables, ReportsARunWithoutEvaluations) {
  std::vector<RunFiles> runs = small_survey();
  runs[1].evaluations.clear();
  const SummaryTables tables = make_tables(runs);
  ASSERT_EQ(tables.problems.size(), 1U);
  EXPECT_EQ(tables.problems[0].find("test/2/evaluation: has no evaluation"), 0U) << tables.problems[0];
  EXPECT_EQ(parse_csv(tables.wide_csv, "summary_wide.csv").rows.size(), 2U);
}

TEST(MakeTables, HasNoGapsInIntegerColumns) {
  std::vector<RunFiles> runs = small_survey();
  runs.push_back(foreign_run(3, "dice", "pred_path,F_score,sample\na-outputs.png,0.5,0\n"));
  runs[2].evaluations[0].first = "synapses";
  const SummaryTables tables = make_tables(runs);
  const CsvTable table = parse_csv(tables.long_csv, "summary_long.csv");
  for (const char* name : {"split", "repeat", "true_regions"}) {
    EXPECT_EQ(table.find_column(name), std::nullopt) << name;
    EXPECT_TRUE(mentions(tables.problems, name)) << name;
  }
  // Columns of other kinds are kept, with empty cells in their gaps. The integers of an axis become text.
  const auto axis = table.find_column("filters").value();
  EXPECT_EQ(table.rows[0][axis], "filters=16");
  EXPECT_EQ(table.rows[8][axis], "");
  EXPECT_EQ(table.rows[8][table.find_column("F_score_skimage").value()], "");
}

TEST(MakeTables, TreatsUnknownColumnsAsPandasWould) {
  const SummaryTables tables =
      make_tables({foreign_run(1, "dice", "pred_path,sample,count,VOI,note\nx,0,3,1,fine\ny,1,4,0.5,\n")});
  EXPECT_EQ(tables.long_csv,
            ",pred_path,sample,classic_loss,label,run,count,VOI,note\n"
            "0,x,0,dice,cells,1,3,1.0,fine\n"
            "1,y,1,dice,cells,1,4,0.5,\n");
  EXPECT_EQ(tables.wide_csv, ",classic_loss,run,sample,cells_VOI\n0,dice,1,0,1.0\n1,dice,1,1,0.5\n");
}

TEST(MakeTables, HasHeadersWithoutRuns) {
  const SummaryTables tables = make_tables({});
  EXPECT_EQ(tables.long_csv,
            ",pred_path,true_path,RAND_label,MI_label,RAND,precision,recall,F_score,adapted_RAND_error,"
            "Jaccard,Dice,"
            "Conformity,sample,classic_loss,label,run\n");
  EXPECT_EQ(tables.wide_csv, ",classic_loss,run,sample\n");
  EXPECT_EQ(tables.stats_csv, "classic_loss,label,metric,n,mean,sd\n");
}

TEST(WriteTables, WritesTheFourFiles) {
  const TemporaryFolder survey;
  make_folder(survey.path() / "test");
  const SummaryTables tables = make_tables(small_survey());
  write_tables(survey.path(), tables);
  EXPECT_EQ(read_file(survey.path() / "test/summary_long.csv"), tables.long_csv);
  EXPECT_EQ(read_file(survey.path() / "test/summary_wide.csv"), tables.wide_csv);
  EXPECT_EQ(read_file(survey.path() / "test/summary_stats.csv"), tables.stats_csv);
  EXPECT_EQ(read_file(survey.path() / "test/averages_wide.csv"), tables.averages_csv);
}

TEST(DifferingTables, AcceptTheLongTableOfEarlierVersionsAndNothingElse) {
  const TemporaryFolder survey;
  make_folder(survey.path() / "test");
  const SummaryTables tables = make_tables(small_survey());
  write_tables(survey.path(), tables);
  const auto long_path = survey.path() / "test/summary_long.csv";
  CsvTable earlier = parse_csv(tables.long_csv, "summary_long.csv");
  EXPECT_EQ(earlier.header.back(), "image_name");
  earlier.header.pop_back();
  for (auto& row : earlier.rows) row.pop_back();
  write_file(long_path, format_csv(earlier));
  EXPECT_TRUE(differing_tables(survey.path(), tables).empty());
  earlier.rows[0].back() += "0";
  write_file(long_path, format_csv(earlier));
  EXPECT_EQ(differing_tables(survey.path(), tables), std::vector{long_path});
}

TEST(Tables, HoldNoFormulaInHeadersOfALabelThatIsANumber) {
  RunFiles run = small_survey().front();
  run.evaluations = {{"-5", "pred_path,true_path,F_score,sample\na-outputs.png,a.png,0.5,0\n"}};
  const SummaryTables tables = make_tables({run});
  EXPECT_EQ(parse_csv(tables.averages_csv, "table").header.at(3), "label=-5_F_score");
  EXPECT_TRUE(parse_csv(tables.wide_csv, "table").find_column("label=-5_F_score"));
}

TEST(Tables, HoldNoFormula) {
  RunFiles run = small_survey().front();
  run.options = R"({"Y_loss": "=loss", "axes": {"@axis": "+1x", "lr": "-0.5"}, "split": 0, "repeat": 0})";
  run.evaluations = {
      {"-cells", "pred_path,true_path,F_score,sample,=note,change\n=a-outputs.png,@b.png,0.5,0,+why,-1.5\n"}};
  const SummaryTables tables = make_tables({run});
  EXPECT_EQ(
      tables.long_csv,
      ",pred_path,true_path,F_score,sample,classic_loss,label,run,axis=@axis,lr,split,repeat,image,"
      "column==note,change,image_name\n"
      "0,pred_path==a-outputs.png,true_path=@b.png,0.5,0,classic_loss==loss,label=-cells,1,axis=@axis=+1x,"
      "lr=-0.5,0,0,image==a,column==note=+why,-1.5,image==a\n");
  for (const std::string& csv : {tables.wide_csv, tables.stats_csv, tables.averages_csv}) {
    const CsvTable table = parse_csv(csv, "table");
    for (const std::string& name : table.header) EXPECT_FALSE(begins_formula(name)) << name;
    for (const auto& row : table.rows)
      for (const std::string& cell : row) EXPECT_TRUE(!begins_formula(cell) || cell == "-1.5") << cell;
  }
}

}  // namespace
}  // namespace emsurvey

// Trainings that diverged or failed. The expected values were computed by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "statistics/analysis_tables.h"
#include "statistics/row_scores.h"
#include "statistics/sentences.h"

namespace emsurvey {
namespace {

std::string options_of(const std::string& loss, int repeat) {
  return R"({"Y_loss": ")" + loss + R"(", "split_scheme": "published", "split": 1, "repeat": )" +
         std::to_string(repeat) + "}";
}

/// A run with these scores of its images, as many as there are.
RunFiles run_of(int number, const std::string& loss, int repeat, const std::vector<std::string>& scores) {
  RunFiles run;
  run.number = number;
  run.folder = "test/" + std::to_string(number);
  run.options = options_of(loss, repeat);
  std::string evaluation = "pred_path,F_score,sample\n";
  for (std::size_t i = 0; i < scores.size(); ++i)
    evaluation += std::to_string(i) + "-outputs.png," + scores[i] + "," + std::to_string(i) + "\n";
  run.evaluations = {{"cells", evaluation}};
  return run;
}

TrainingFailure failure_of(int number, const std::string& loss, int repeat, bool has_diverged) {
  return {number, options_of(loss, repeat), has_diverged ? "diverged" : "memory", "a reason", has_diverged};
}

/// Three repeats of dice, of which the first diverges, and of square. Hinge diverges and fails always.
SummaryTables survey() {
  return make_tables({run_of(2, "dice", 2, {"0.6", "0.8"}), run_of(3, "dice", 3, {"0.5", "0.7"}),
                      run_of(7, "square", 1, {"0.5", "0.6"}), run_of(8, "square", 2, {"0.55", "0.7"}),
                      run_of(9, "square", 3, {"0.45", "0.5"})},
                     {},
                     {failure_of(1, "dice", 1, true), failure_of(4, "hinge", 1, true),
                      failure_of(5, "hinge", 2, true), failure_of(6, "hinge", 3, false)});
}

TEST(Diverged, AreAnExtraRowCountedAsZero) {
  const SurveyAnalysis analysis = analyse(survey_scores(survey()));
  ASSERT_EQ(analysis.settings.size(), 3U);
  EXPECT_EQ(analysis.setting_name(0), "dice") << "its first run diverged, but it is the first of the grid";
  EXPECT_EQ(analysis.setting_name(1), "hinge");
  const MetricAnalysis& result = analysis.results.at(0);
  const SettingSummary& dice = result.settings[0];
  EXPECT_EQ(dice.trainings, 2U);
  EXPECT_EQ(dice.diverged, 1U);
  EXPECT_EQ(dice.collapsed, 0U);
  EXPECT_NEAR(dice.mean, 0.65, 1e-12) << "the main row leaves them out";
  ASSERT_TRUE(result.with_diverged[0]);
  EXPECT_EQ(result.with_diverged[0]->trainings, 3U);
  EXPECT_EQ(result.with_diverged[0]->images, 6U) << "0 on each image that square was tested on";
  EXPECT_EQ(result.with_diverged[0]->collapsed, 1U);
  EXPECT_NEAR(result.with_diverged[0]->mean, (0.7 + 0.6) / 3, 1e-12);
  EXPECT_FALSE(result.with_diverged[2]);
  EXPECT_EQ(result.settings[1].failed, 1U);
  EXPECT_EQ(result.with_diverged[1]->mean, 0);
  EXPECT_EQ(result.pair(0, 2).n, 2U) << "only survivors are compared";
  EXPECT_EQ(result.pair(0, 1).verdict, PairVerdict::no_common_unit);
}

TEST(Diverged, HaveARowInTheTable) {
  const CsvTable table = settings_table(analyse(survey_scores(survey())));
  const auto setting = table.find_column("setting").value(), diverged = table.find_column("diverged").value();
  std::vector<std::string> rows;
  for (const auto& row : table.rows) rows.push_back(row[setting] + " " + row[diverged]);
  EXPECT_EQ(rows, (std::vector<std::string>{"dice 1", "dice, diverged counted as 0 0", "hinge 2",
                                            "hinge, diverged counted as 0 0", "square 0"}));
}

TEST(Diverged, AreNamed) {
  const SurveyAnalysis analysis = analyse(survey_scores(survey()));
  const auto lines = result_sentences(analysis, analysis.results[0], {"dice", "hinge", "square"});
  ASSERT_GE(lines.size(), 4U);
  EXPECT_EQ(lines[0], "No scores: hinge.");
  EXPECT_EQ(lines[1],
            "dice: 1 of 3 trainings diverged and is left out of all tests; counted as 0, it would lower the "
            "mean from 0.650 to 0.433.");
  EXPECT_EQ(lines[2], "hinge: 2 of 3 trainings diverged.");
  EXPECT_EQ(lines[3], "Trainings that failed are missing: hinge (1 of 3).");
  for (const std::string& line : lines)
    EXPECT_EQ(line.find("no training in common"), std::string::npos) << "said once: " << line;
}

TEST(Diverged, ChangeNoTestOfTheOthers) {
  const SummaryTables with = survey();
  const SurveyScores without = survey_scores(with.rows, with.baseline);
  const PairComparison one = analyse(survey_scores(with)).results[0].pair(0, 2),
                       other = analyse(without).results[0].pair(0, 1);
  EXPECT_EQ(one.difference, other.difference);
  EXPECT_GT(other.p, 0);
  EXPECT_EQ(one.p, other.p);
  EXPECT_EQ(one.p_holm, other.p_holm) << "pairs without a test do not count";
}

}  // namespace
}  // namespace emsurvey

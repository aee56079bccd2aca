// Tables of anyone in the long and the wide form.
#include <gtest/gtest.h>

#include <cmath>

#include "io/file.h"
#include "statistics/small_scores.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

ScoreTable read(const std::string& csv) {
  return table_scores(parse_csv(csv, "mine.csv"), {}, "mine.csv");
}

std::string refusal(const std::string& csv) {
  return input_error_of([&] { read(csv); });
}

SurveyScores published(const std::string& name) {
  const std::string path = std::string(EMSURVEY_CONFIGS) + "/published/" + name + ".csv";
  return arrange_scores(table_scores(parse_csv(read_file(path), path), {"published", {}}, path));
}

TEST(TableScores, ReadsThePublishedTables) {
  const SurveyScores losses = published("loss_functions");
  EXPECT_EQ(losses.columns, (std::vector<std::string>{"classic_loss"}));
  EXPECT_EQ(losses.settings.size(), 6U);
  EXPECT_EQ(losses.labels, (std::vector<std::string>{"membranes", "synapses", "mitochondria"}));
  EXPECT_FALSE(losses.design.is_paired) << "nothing relates the runs of one loss to those of another";
  EXPECT_EQ(losses.design.repeats, 3U);
  const SurveyScores networks = published("generators_and_depth");
  EXPECT_EQ(networks.columns, (std::vector<std::string>{"generator", "layers"}));
  EXPECT_EQ(networks.design.repeats, 1U);
  EXPECT_EQ(published("amount_ground_truth").settings.size(), 16U);
  EXPECT_EQ(published("resolution").settings.front(), (std::vector<std::string>{"8 nm"}));
}

TEST(TableScores, ComparesUnpairedTrainingsByWelchsTest) {
  const MetricAnalysis synapses = analyse(published("loss_functions")).results.at(1);
  // square - hinge; Welch's test of 0, 0.664, 0.554 against 0, 0, 0 has p = 0.187.
  const PairComparison& pair = synapses.pair(0, 1);
  EXPECT_NEAR(pair.p, 0.187, 5e-4);
  EXPECT_EQ(pair.p, pair.p_welch);
  EXPECT_TRUE(std::isnan(pair.p_wilcoxon)) << "no pairs, no signs";
  for (const MetricAnalysis& result : analyse(published("loss_functions")).results)
    for (const PairComparison& any : result.pairs) EXPECT_FALSE(any.is_different());
}

TEST(TableScores, TakesTheNumberOfARunWithinItsSetting) {
  const ScoreTable table = read(
      "classic_loss,run,image,cells_F_score\ndice,1,a,0.5\ndice,2,a,0.6\nsquare,1,a,0.5\nsquare,2,a,0.7\n");
  EXPECT_EQ(table.runs.size(), 4U);
}

TEST(TableScores, CountsASectionForEachBaselineThatCopiesIt) {
  const SurveyScores scores =
      arrange_scores(read("run,sample,image,classic_loss,label,F_score\n"
                          "1,0,07,dice,cells,0.9\n2,0,07,dice,cells,0.7\n"
                          "0,0,07,copy_baseline,cells,0.25\n0,1,07,copy_baseline,cells,0.75\n"));
  EXPECT_EQ(scores.settings.size(), 1U);
  const TrainingList baseline = baseline_scores(scores, "cells", "F_score");
  ASSERT_EQ(baseline.size(), 1U);
  std::vector<double> values;
  for (const auto& [image, score] : baseline[0].scores) values.push_back(score);
  EXPECT_EQ(values, (std::vector<double>{0.25, 0.75}));
}

TEST(TableScores, IgnoresOtherScores) {
  const ScoreTable table =
      read("classic_loss,label,run,F_score,loss_at_end,precision\ndice,cells,1,0.5,0.02,0.9\n");
  EXPECT_EQ(table.columns, (std::vector<std::string>{"classic_loss"}));
  EXPECT_EQ(table.metrics, (std::vector<std::string>{"F_score"}));
}

TEST(TableScores, RefusesWhatItCannotRead) {
  EXPECT_EQ(refusal("classic_loss,label,run\ndice,cells,1\n").find("mine.csv: has no F_score"), 0U);
  EXPECT_EQ(refusal("run,image,cells_F_score\n1,a,0.5\n").find("mine.csv: has no column of a setting"), 0U);
  EXPECT_EQ(refusal("classic_loss,run,cells_F_score\n").find("mine.csv: has no rows"), 0U);
  EXPECT_EQ(refusal("classic_loss,run,cells_F_score\ndice,1,good\n")
                .find("mine.csv: 'good' is not a value of cells_F_score"),
            0U);
  EXPECT_EQ(refusal("classic_loss,run,cells_F_score\ndice,1,93.3\n")
                .find("mine.csv: has a score of 93.3 for the label cells"),
            0U);
  EXPECT_EQ(refusal("classic_loss,run,split,cells_F_score\ndice,1,first,0.5\n")
                .find("mine.csv: 'first' is not a number of a split"),
            0U);
  EXPECT_EQ(refusal("classic_loss,run,image,cells_F_score\ndice,1,a,0.5\ndice,1,a,0.6\n")
                .find("mine.csv: has two rows for the label cells and the image a"),
            0U);
}

}  // namespace
}  // namespace emsurvey

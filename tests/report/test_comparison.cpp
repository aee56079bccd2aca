#include <gtest/gtest.h>

#include "report/comparison.h"
#include "report/scored_runs.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

Comparison compare(const std::vector<RunFiles>& runs, const std::string& csv) {
  return compare_scores(rows_of(runs), parse_csv(csv, "other.csv"), "other.csv");
}

std::vector<std::string> verdicts(const Comparison& comparison) {
  std::vector<std::string> all;
  for (const ComparedScore& score : comparison.scores) all.push_back(score.verdict);
  return all;
}

using Words = std::vector<std::string>;

TEST(Comparison, JudgesByTheInterval) {
  const auto runs = loss_runs();
  // The membranes scores of square are 0.9, 0.95, 0.85 and 0.92. The interval against the second sample
  // begins at 0.060.
  EXPECT_EQ(verdicts(compare({runs[0], runs[1]},
                             "classic_loss,membranes_F_score,synapses_F_score\n"
                             "square,0.5,0.3\nsquare,0.7,0.2\nsquare,0.65,0.25\n")),
            (Words{"differs (higher)", "agrees"}));
  EXPECT_EQ(
      verdicts(compare({runs[0], runs[1]}, "classic_loss,membranes_F_score\nsquare,0.99\nsquare,0.98\n")),
      (Words{"differs (lower)"}));
}

TEST(Comparison, TakesMeansThatPublishedDigitsCannotTellApartForEqual) {
  const std::vector<RunFiles> runs{scored_run(1, "dice", "", {{"cells", {"0.5", "0.5"}}})};
  EXPECT_EQ(verdicts(compare(runs, "classic_loss,cells_F_score\ndice,0.5049\ndice,0.5049\n")),
            (Words{"agrees"}));
  EXPECT_EQ(verdicts(compare(runs, "classic_loss,cells_F_score\ndice,0.5051\ndice,0.5051\n")),
            (Words{"differs (lower)"}));
}

TEST(Comparison, SaysWhereThereIsNoUncertaintyAndWhatOneSideLacks) {
  const Comparison comparison = compare(loss_runs(),
                                        "classic_loss,membranes_F_score,synapses_F_score\n"
                                        "hinge,0.3,\ndice,0.7,0.5\n");
  EXPECT_EQ(format_csv(comparison_table(comparison)),
            "classic_loss,label,metric,n,mean,sd,published_n,published_mean,published_sd,difference,low,high,"
            "verdict\n"
            "square,membranes,F_score,4,0.905,0.04203173404306164,0,,,,,,only here\n"
            "square,synapses,F_score,4,0.25,0.12909944487358058,0,,,,,,only here\n"
            "dice,membranes,F_score,1,0.5,,1,0.7,,-0.19999999999999996,,,no uncertainty\n"
            "dice,synapses,F_score,0,,,1,0.5,,,,,only published\n"
            "hinge,membranes,F_score,0,,,1,0.3,,,,,only published\n"
            "hinge,synapses,F_score,0,,,0,,,,,,no values\n");
}

TEST(Comparison, FindsGroupsByTheColumnsThatBothHave) {
  const Comparison comparison =
      compare({network_run(1, "unet", "8", {"0.5", "0.75"}), network_run(2, "resnet", "24", {"0.5", "0.75"})},
              "layers,sample,generator,cells_F_score,remark\n"
              "24.0,0,resnet,0.9,x\n24.0,1,resnet,0.91,y\n8.0,0,unet,0.5,z\n");
  EXPECT_EQ(comparison.columns, (Words{"classic_loss", "generator", "layers"}));
  ASSERT_EQ(comparison.scores.size(), 2U);
  EXPECT_EQ(comparison.scores[0].cells, (Words{"square", "unet", "8"}));
  EXPECT_EQ(comparison.scores[0].published.n, 1U);
  EXPECT_EQ(comparison.scores[1].published.n, 2U);
}

TEST(Comparison, TakesAnAxisForNoScore) {
  const auto run = [](int number, const std::string& precision) {
    return scored_run(number, "dice", R"("axes": {"mixed_precision": ")" + precision + "\"}",
                      {{"cells", {"0.5"}}});
  };
  EXPECT_EQ(
      verdicts(compare({run(1, "on"), run(2, "off")}, "mixed_precision,cells_F_score\non,0.5\noff,0.5\n")),
      (Words{"no uncertainty", "no uncertainty"}));
}

TEST(Comparison, ReadsTheWideTableOfAnotherSurvey) {
  const SummaryTables tables = make_tables(loss_runs());
  for (const std::string& csv : {tables.wide_csv, tables.averages_csv})
    for (const ComparedScore& score : compare(loss_runs(), csv).scores)
      if (score.own.n > 0) {
        EXPECT_NEAR(score.difference.difference, 0, 1e-12) << score.label;
      }
}

TEST(Comparison, ComparesEveryMetricThatBothHave) {
  const Comparison comparison =
      compare(loss_runs(), "classic_loss,membranes_F_score,membranes_predicted_regions\nsquare,0.9,400\n");
  ASSERT_EQ(comparison.scores.size(), 4U);
  EXPECT_EQ(comparison.scores[1].metric, "predicted_regions");
  EXPECT_EQ(comparison.scores[1].verdict, "agrees");
}

TEST(Comparison, RefusesWhatCannotBeCompared) {
  const auto refused = [](const std::string& csv) {
    return input_error_of([&] { compare(loss_runs(), csv); });
  };
  EXPECT_EQ(refused("loss,membranes_F_score\nsquare,1\n").find("other.csv: has no column classic_loss;"), 0U);
  EXPECT_EQ(refused("classic_loss,membranes_F_score\nhinge,1\n")
                .find("other.csv: has no setting of the survey in classic_loss (it has hinge);"),
            0U);
  EXPECT_EQ(refused("classic_loss,membrane_F_score\nsquare,1\n").find("other.csv: "), 0U);
  EXPECT_NE(refused("classic_loss,membrane_F_score\nsquare,1\n").find("membranes"), std::string::npos);
  EXPECT_EQ(refused("classic_loss,note\nsquare,1\n").find("other.csv: has no score of the survey;"), 0U);
  EXPECT_EQ(refused("classic_loss,membranes_F_score\nsquare,good\n")
                .find("other.csv: 'good' is not a value of membranes_F_score;"),
            0U);
  EXPECT_EQ(refused("classic_loss,membranes_F_score\nsquare\n").find("other.csv, line 2: "), 0U);
}

}  // namespace
}  // namespace emsurvey

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

/// Three trainings of dice with two images each: means 0.9, 0.91 and 0.92 for cells, and about 0 for axons.
std::vector<RunFiles> three_trainings() {
  return {scored_run(1, "dice", "", {{"axons", {"0.001", "0"}}, {"cells", {"0.7", "1.1"}}}),
          scored_run(2, "dice", "", {{"axons", {"0", "0"}}, {"cells", {"0.81", "1.01"}}}),
          scored_run(3, "dice", "", {{"axons", {"0", "0.002"}}, {"cells", {"0.92", "0.92"}}})};
}

TEST(Comparison, TestsTrainingsAndNotImages) {
  // Over trainings the means 0.8, 0.81 and 0.82 are far below; over the six images nothing could be said.
  const Comparison comparison = compare(three_trainings(),
                                        "classic_loss,run,sample,cells_F_score\n"
                                        "dice,1,0,0.6\ndice,1,1,1.0\ndice,2,0,0.81\ndice,2,1,0.81\n"
                                        "dice,3,0,0.7\ndice,3,1,0.94\n");
  ASSERT_EQ(comparison.scores.size(), 1U);
  const ComparedScore& score = comparison.scores[0];
  EXPECT_EQ(score.own.n, 3U);
  EXPECT_EQ(score.published.n, 3U);
  EXPECT_EQ(score.verdict, "differs (higher)");
  // scipy 1.17: ttest_ind([0.9, 0.91, 0.92], [0.8, 0.81, 0.82], equal_var=False).
  EXPECT_NEAR(score.test.p(), 0.00025521674944192465, 1e-12);
}

TEST(Comparison, SaysWhatItWouldHaveSeen) {
  const Comparison comparison =
      compare(three_trainings(), "classic_loss,run,cells_F_score\ndice,1,0.89\ndice,2,0.91\ndice,3,0.95\n");
  EXPECT_EQ(verdicts(comparison), (Words{"cannot be told apart"}));
  const std::string verdict = readable_comparison(comparison).rows[0].back();
  EXPECT_EQ(verdict.find("cannot be told apart (a difference of 0."), 0U) << verdict;
}

TEST(Comparison, HasNoTestWithOneTrainingOnASide) {
  // Two images of one training, and one row that is a training.
  for (const char* csv : {"classic_loss,image,cells_F_score\ndice,1,0.8\ndice,2,0.9\n",
                          "classic_loss,cells_F_score\ndice,0.85\n"}) {
    const Comparison comparison = compare(three_trainings(), csv);
    EXPECT_EQ(verdicts(comparison), (Words{"no test"}));
    EXPECT_EQ(comparison.scores[0].published.n, 1U);
    EXPECT_EQ(readable_comparison(comparison).rows[0].back(), "0.060 apart, no test");
  }
}

TEST(Comparison, SaysWhereBothFoundNothing) {
  EXPECT_EQ(verdicts(compare(three_trainings(), "classic_loss,axons_F_score\ndice,0\ndice,0.0001\n")),
            (Words{"both found nothing"}));
}

TEST(Comparison, CorrectsForTheNumberOfSettings) {
  std::vector<RunFiles> runs;
  std::string csv = "classic_loss,cells_F_score\n";
  for (int loss = 0; loss < 4; ++loss) {
    const std::string name = "loss" + std::to_string(loss);
    for (const char* score : {"0.5", "0.52", "0.54"})
      runs.push_back(scored_run(static_cast<int>(runs.size()) + 1, name, "", {{"cells", {score}}}));
    for (const char* score : {"0.55", "0.57", "0.59"}) csv += name + "," + score + "\n";
  }
  // Each pair alone has p = 0.0376 (scipy 1.17, ttest_ind), and four of them 0.15.
  for (const ComparedScore& score : compare(runs, csv).scores) {
    EXPECT_NEAR(score.test.p(), 0.0376, 1e-4);
    EXPECT_EQ(score.verdict, "cannot be told apart");
  }
}

TEST(Comparison, AveragesTheRepeatsOfASplitFirst) {
  std::vector<RunFiles> runs;
  for (int split = 1; split <= 3; ++split)
    for (int repeat = 1; repeat <= 2; ++repeat)
      runs.push_back(scored_run(static_cast<int>(runs.size()) + 1, "dice",
                                R"("split_scheme": "shuffled", "split": )" + std::to_string(split) +
                                    R"(, "repeat": )" + std::to_string(repeat),
                                {{"cells", {"0." + std::to_string(5 * split + repeat)}}}));
  const Comparison comparison = compare(runs, "classic_loss,run,cells_F_score\ndice,1,0.5\ndice,2,0.6\n");
  EXPECT_EQ(comparison.scores[0].own.n, 3U) << "six trainings on three splits";
}

TEST(Comparison, NotesOtherImages) {
  const auto notes = [](const std::string& image) {
    return compare(three_trainings(), "classic_loss,image,cells_F_score\ndice," + image + ",0.8\n").notes;
  };
  EXPECT_TRUE(notes("a").empty());
  ASSERT_EQ(notes("b").size(), 1U);
  EXPECT_EQ(
      notes("b")[0].find("the values compared with are of other test images (b) than this survey's (a)"), 0U);
}

TEST(Comparison, SaysWhatOneSideLacks) {
  const Comparison comparison = compare(loss_runs(),
                                        "classic_loss,membranes_F_score,synapses_F_score\n"
                                        "hinge,0.3,\ndice,0.7,0.5\n");
  EXPECT_EQ(
      format_csv(comparison_table(comparison)),
      "classic_loss,label,metric,n,mean,sd,published_n,published_mean,published_sd,difference,low,high,p,"
      "p_holm,detectable,verdict\n"
      "square,membranes,F_score,2,0.905,0.028284271247461926,0,,,,,,,,,only here\n"
      "square,synapses,F_score,2,0.25,0.14142135623730948,0,,,,,,,,,only here\n"
      "dice,membranes,F_score,1,0.5,,1,0.7,,-0.19999999999999996,,,,,,no test\n"
      "dice,synapses,F_score,0,,,1,0.5,,,,,,,,only published\n"
      "hinge,membranes,F_score,0,,,1,0.3,,,,,,,,only published\n"
      "hinge,synapses,F_score,0,,,0,,,,,,,,,no values\n");
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
  EXPECT_EQ(comparison.scores[1].published.n, 1U) << "two samples of one training";
  EXPECT_NEAR(comparison.scores[1].published.mean, 0.905, 1e-12);
}

TEST(Comparison, TakesAnAxisForNoScore) {
  const auto run = [](int number, const std::string& precision) {
    return scored_run(number, "dice", R"("axes": {"mixed_precision": ")" + precision + "\"}",
                      {{"cells", {"0.5"}}});
  };
  EXPECT_EQ(
      verdicts(compare({run(1, "on"), run(2, "off")}, "mixed_precision,cells_F_score\non,0.5\noff,0.5\n")),
      (Words{"no test", "no test"}));
}

TEST(Comparison, ReadsTheWideTableOfAnotherSurvey) {
  const SummaryTables tables = make_tables(loss_runs());
  for (const std::string& csv : {tables.wide_csv, tables.averages_csv})
    for (const ComparedScore& score : compare(loss_runs(), csv).scores)
      if (score.own.n > 0) {
        EXPECT_NEAR(score.test.difference, 0, 1e-12) << score.label;
      }
}

TEST(Comparison, ComparesEveryMetricThatBothHave) {
  const Comparison comparison =
      compare(loss_runs(), "classic_loss,membranes_F_score,membranes_predicted_regions\nsquare,0.9,400\n");
  ASSERT_EQ(comparison.scores.size(), 4U);
  EXPECT_EQ(comparison.scores[1].metric, "predicted_regions");
  EXPECT_EQ(comparison.scores[1].verdict, "no test");
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

#include <gtest/gtest.h>

#include "io/csv.h"
#include "tables/small_survey.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

/// Returns a run of one label with an F_score for each sample.
RunFiles run_of(int number, const std::string& options, const std::vector<std::string>& scores) {
  RunFiles run;
  run.number = number;
  run.folder = "test/" + std::to_string(number);
  run.options = R"({"Y_loss": "square", )" + options + "}";
  std::string evaluation = "pred_path,F_score,sample\n";
  for (std::size_t i = 0; i < scores.size(); ++i)
    evaluation += "a-outputs.png," + scores[i] + "," + std::to_string(i) + "\n";
  run.evaluations = {{"cells", evaluation}};
  return run;
}

const char* const by_layers = R"("table_index": ["generator", "layers", "sample"], )";

std::vector<RunFiles> networks() {
  const std::string index = by_layers;
  return {run_of(1, index + R"("axes": {"generator": "unet", "layers": "8", "lr": "0.1"})", {"0.5", "0.75"}),
          run_of(2, index + R"("axes": {"generator": "unet", "layers": "10", "lr": "0.1"})", {"", "0.25"}),
          run_of(3, index + R"("axes": {"generator": "densenet", "layers": "8", "lr": "0.1"})", {"", ""}),
          run_of(4, index + R"("axes": {"generator": "unet", "layers": "8", "lr": "0.2"})", {"1", "0"})};
}

TEST(TableIndex, SortsIntegersByValueAndTextByCodePoint) {
  const SummaryTables tables = make_tables(networks());
  EXPECT_EQ(tables.wide_csv,
            ",generator,layers,sample,cells_F_score,run,lr\n"
            "0,densenet,8,0,,3,lr=0.1\n"
            "1,densenet,8,1,,3,lr=0.1\n"
            "2,unet,8,0,0.5,1,lr=0.1\n"
            "3,unet,8,0,1.0,4,lr=0.2\n"
            "4,unet,8,1,0.75,1,lr=0.1\n"
            "5,unet,8,1,0.0,4,lr=0.2\n"
            "6,unet,10,0,,2,lr=0.1\n"
            "7,unet,10,1,0.25,2,lr=0.1\n");
  EXPECT_TRUE(tables.problems.empty());
}

TEST(AveragesTable, IsTheMeanOverTheImagesThatHaveAValue) {
  EXPECT_EQ(make_tables(networks()).averages_csv,
            ",generator,layers,cells_F_score,run,lr\n"
            "0,densenet,8,,3,lr=0.1\n"
            "1,unet,8,0.625,1,lr=0.1\n"
            "2,unet,8,0.5,4,lr=0.2\n"
            "3,unet,10,0.25,2,lr=0.1\n");
}

// The mean of 0.3 and 0.35, as stored and rounded once, is not 0.325.
TEST(AveragesTable, KeepsThePublishedIndexWhereNoneIsStated) {
  EXPECT_EQ(make_tables(small_survey()).averages_csv,
            ",classic_loss,run,Axons_F_score,membranes_F_score,synapses_F_score,Axons_recall,"
            "membranes_recall,synapses_recall,Axons_F_score_skimage,membranes_F_score_skimage,"
            "synapses_F_score_skimage,Axons_semantic_Dice,membranes_semantic_Dice,synapses_semantic_Dice\n"
            "0,hinge,2,0.625,0.7,0.25,0.32499999999999996,-443012770.6240901,0.125,0.925,0.1,0.5,,,\n"
            "1,square,1,0.2,0.45000000112863564,0.062505,0.1,0.75,0.75,0.4,0.55,0.5,,,\n");
}

TEST(TableIndex, AppendsTheAxesToAStatedPublishedIndex) {
  const std::string index = R"("table_index": ["classic_loss", "run", "sample"], )";
  EXPECT_EQ(make_tables({run_of(7, index + R"("axes": {"filters": "16"})", {"0.5"})}).wide_csv,
            ",classic_loss,run,sample,cells_F_score,filters\n0,square,7,0,0.5,16\n");
  EXPECT_EQ(make_tables({run_of(7, index + R"("axes": {})", {"0.5"})}).wide_csv,
            ",classic_loss,run,sample,cells_F_score\n0,square,7,0,0.5\n");
}

/// Expects that the runs fall back to the published index and that `problem` is reported once.
void expect_published_index(const std::vector<RunFiles>& runs, const std::string& problem) {
  const SummaryTables tables = make_tables(runs);
  EXPECT_EQ(tables.wide_csv.find(",classic_loss,run,sample,cells_F_score"), 0U) << tables.wide_csv;
  ASSERT_EQ(tables.problems.size(), 1U);
  EXPECT_NE(tables.problems[0].find(problem), std::string::npos) << tables.problems[0];
}

TEST(TableIndex, IsThePublishedOneWhereRunsDisagree) {
  std::vector<RunFiles> runs = networks();
  runs.push_back(run_of(5, R"("axes": {"generator": "unet", "layers": "8", "lr": "0.1"})", {"0.5"}));
  expect_published_index(runs, "test/5/options.json: has another table_index than other runs");
  EXPECT_EQ(parse_csv(make_tables(runs).wide_csv, "wide").header.back(), "lr") << "the axes are kept";
}

TEST(TableIndex, IsThePublishedOneWhereItCannotBeUsed) {
  const std::string axes = R"(, "axes": {"amount": "3"})";
  const auto runs = [&](const std::string& index) {
    return std::vector<RunFiles>{run_of(1, R"("table_index": )" + index + axes, {"0.5"})};
  };
  expect_published_index(runs(R"(["depth", "sample"])"), "has no \"depth\"");
  expect_published_index(runs(R"(["amount", "run"])"), "without \"sample\"");
  expect_published_index(runs(R"(["amount", "amount", "sample"])"), "twice");
}

TEST(TableIndex, OfAnotherFormIsNotOurs) {
  EXPECT_EQ(make_tables({run_of(1, R"("table_index": 3)", {"0.5"})}).wide_csv,
            ",classic_loss,run,sample,cells_F_score\n0,square,1,0,0.5\n");
}

}  // namespace
}  // namespace emsurvey

// Settings, trainings and missing scores.
#include <gtest/gtest.h>

#include <cmath>

#include "statistics/row_scores.h"
#include "statistics/run_blocks.h"
#include "statistics/small_scores.h"
#include "tables/small_survey.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

ImageScores image_of(double f_score, double jaccard, double true_regions, double predicted_regions) {
  ImageScores image;
  image.label = "cells";
  image.image = "a";
  image.f_score = f_score;
  image.semantic_jaccard = jaccard;
  image.true_regions = true_regions;
  image.predicted_regions = predicted_regions;
  return image;
}

TEST(ImageScores, AreEmptyIfNothingOrOneRegionIsFound) {
  const double unknown = ImageScores::unknown;
  EXPECT_TRUE(image_of(0.009, unknown, unknown, unknown).is_empty());
  EXPECT_TRUE(image_of(0.3, 0.001, unknown, unknown).is_empty());
  EXPECT_TRUE(image_of(0.3, 0.3, 2, 1).is_empty());
  EXPECT_FALSE(image_of(0.3, 0.3, 1, 1).is_empty());
  EXPECT_FALSE(image_of(unknown, unknown, unknown, unknown).is_empty());
}

TEST(ScoreSet, LeavesOutImagesWithoutTrueRegions) {
  SurveyScores scores;
  scores.settings = {{"dice"}};
  scores.images = {image_of(ImageScores::unknown, 0, 0, 3)};
  EXPECT_TRUE(score_set(scores, "cells", "semantic_Jaccard").settings[0].empty())
      << "false regions alone must not count for some settings and not for others";
  scores.images = {image_of(2e-9, 1e-9, 3, 0)};
  const TrainingList trainings = score_set(scores, "cells", "F_score").settings[0];
  ASSERT_EQ(trainings.size(), 1U);
  EXPECT_EQ(trainings[0].scores.at("a"), 0) << "a score of 1e-9 is none";
  EXPECT_TRUE(trainings[0].is_collapsed);
}

TEST(Analysis, HasNoTestWhereOnlyOneSettingLacksAScore) {
  CsvTable table = loss_table();
  table.rows[13].back().clear();  // A score of hinge, in the second split.
  const MetricAnalysis result = analyse_table(table, {"published", {}}).results[0];
  EXPECT_EQ(result.pair(0, 2).verdict, PairVerdict::undefined_apart);
  EXPECT_TRUE(std::isnan(result.pair(0, 2).p));
  EXPECT_EQ(result.pair(0, 1).verdict, PairVerdict::tested);
  EXPECT_TRUE(result.ranking.ranked.empty()) << "the rank would depend on what is missing";
}

TEST(Analysis, UsesTheTrainingsThatBothHave) {
  CsvTable table = loss_table();
  table.rows.erase(table.rows.begin() + 6, table.rows.begin() + 9);  // Three trainings of square.
  const MetricAnalysis result = analyse_table(table, {"published", {}}).results[0];
  EXPECT_EQ(result.pair(0, 1).n, 3U);
  EXPECT_EQ(result.pair(0, 2).n, 6U);
  EXPECT_EQ(result.ranking.ranked, (std::vector<std::size_t>{0, 2})) << "half of the trainings are too few";
  EXPECT_EQ(result.ranking.unranked, (std::vector<std::size_t>{1}));
}

TEST(RunBlocks, SeedsAreRepeatsOrSplits) {
  const std::vector<RunPlace> runs{{0, 1, 1, "1"}, {0, 1, 1, "2"}, {1, 1, 1, "1"}, {1, 1, 1, "2"}};
  const RunBlocks published = number_blocks(runs, "published");
  EXPECT_TRUE(published.is_paired);
  EXPECT_EQ(published.splits, 1U);
  EXPECT_EQ(published.repeats, 2U);
  EXPECT_EQ(published.blocks[1], published.blocks[3]);
  EXPECT_EQ(number_blocks(runs, "shuffled").splits, 2U) << "the seed draws other splits";
  EXPECT_EQ(number_blocks(runs, "shuffled").folds, 1U);
}

TEST(RunBlocks, NothingPairsRunsWithoutANumber) {
  const RunBlocks blocks = number_blocks({{0, {}, {}, ""}, {0, {}, {}, ""}, {1, {}, {}, ""}}, "");
  EXPECT_FALSE(blocks.is_paired);
  EXPECT_EQ(blocks.blocks[1].repeat, 2);
}

TEST(Design, TakesSplitsForUnitsUnlessThereIsOne) {
  EXPECT_EQ(design_of({"shuffled", 1, 3, true, true, {{16, 4}}}).unit, Unit::training);
  const Design shuffled = design_of({"shuffled", 3, 1, true, false, {{16, 4}, {8, 4}}});
  EXPECT_EQ(shuffled.unit, Unit::split);
  EXPECT_EQ(shuffled.overlap_of(0, 1), 0.5) << "the larger one";
  EXPECT_TRUE(shuffled.notes.empty());
  const Design folds = design_of({"kfold", 5, 1, true, false, {{0, 0}}});
  EXPECT_EQ(folds.overlap[0], 0.25);
  EXPECT_EQ(folds.notes.size(), 1U) << "an assumption is told";
  EXPECT_EQ(design_of({"kfold", 10, 1, true, false, {{0, 0}}, 5}).overlap[0], 0.25)
      << "two seeds, five folds each";
  EXPECT_EQ(design_of({"kfold", 3, 1, true, false, {{0, 0}}, 1}).overlap[0], 0.25) << "one fold of each seed";
  EXPECT_EQ(design_of({"", 3, 1, true, true, {{0, 0}}}).scheme, "published");
  EXPECT_EQ(design_of({"", 3, 1, true, false, {{0, 0}}}).scheme, "shuffled");
}

TEST(SurveyScores, HaveTheAxesAsSettingsButNotTheSeed) {
  std::vector<RunFiles> runs = small_survey();
  runs[0].options =
      R"({"Y_loss": "square", "axes": {"filters": "16", "seed": "1"}, "split": 1, "repeat": 1, "n_train": 8, "n_test": 2, "split_scheme": "published"})";
  runs[1].options =
      R"({"Y_loss": "square", "axes": {"filters": "16", "seed": "2"}, "split": 1, "repeat": 1, "n_train": 8, "n_test": 2, "split_scheme": "published"})";
  const SurveyScores scores = survey_scores(make_tables(runs).rows);
  EXPECT_EQ(scores.columns, (std::vector<std::string>{"classic_loss", "filters"}));
  ASSERT_EQ(scores.settings.size(), 1U);
  EXPECT_EQ(scores.design.repeats, 2U);
  EXPECT_EQ(analyse(scores).results[0].settings[0].trainings, 2U);
}

}  // namespace
}  // namespace emsurvey

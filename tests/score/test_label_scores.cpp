#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "score/label_scores.h"
#include "score/masks.h"

namespace emsurvey {
namespace {

using Mask = Plane<std::uint8_t>;

const Mask small_truth = mask_of({"##..###...",  //
                                  "##..###...",  //
                                  "....###.##",  //
                                  ".........#",  //
                                  "####......",  //
                                  "####...###"});
const Mask small_prediction = mask_of({"##..##....",  //
                                       "###.###...",  //
                                       "...####..#",  //
                                       "..#......#",  //
                                       "#####.....",  //
                                       "###....##."});
const Mask cell_borders = mask_of({"...#.....#...",  //
                                   "...#.....#...",  //
                                   "####.....####",  //
                                   "...######....",  //
                                   "...#....#....",  //
                                   "...#....#...."});
const Mask thick_borders = mask_of({"..###...###..",  //
                                    "..###...###..",  //
                                    "######.######",  //
                                    "#########....",  //
                                    "..###..###...",  //
                                    "..###..###..."});

std::map<std::string, double> by_name(const LabelScores& scores) {
  std::map<std::string, double> result;
  for (const ScoreColumn& column : score_columns())
    result[column.name] =
        std::visit([&](auto member) { return static_cast<double>(scores.*member); }, column.member);
  return result;
}

void expect_same(const LabelScores& actual, const LabelScores& expected) {
  const auto values = by_name(expected);
  for (const auto& [name, value] : by_name(actual)) {
    if (std::isfinite(value) || std::isfinite(values.at(name))) {
      EXPECT_DOUBLE_EQ(value, values.at(name)) << name;
    }
  }
}

Mask cropped(const Mask& mask, int top, int left, int height, int width) {
  Mask result(height, width);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) result.at(y, x) = mask.at(top + y, left + x);
  return result;
}

TEST(ScoreLabel, IsWhatIndependentProgramsSay) {
  // Computed with scikit-image 0.26 (label, adapted_rand_error), scikit-learn 1.9.1 and NumPy.
  const std::map<std::string, double> label{{"RAND_label", 0.5299218962472659},
                                            {"MI_label", 0.42332285664798225},
                                            {"RAND", 0.9239074074074074},
                                            {"precision", 0.3713872832369942},
                                            {"recall", 0.7657355679702048},
                                            {"F_score", 0.5001824595547987},
                                            {"adapted_RAND_error", 0.4998175404452013},
                                            {"Jaccard", 0.3334955393349554},
                                            {"Dice", 0.5001824595547987},
                                            {"Conformity", -0.9985408560311283},
                                            {"semantic_Jaccard", 0.7419354838709677},
                                            {"semantic_Dice", 0.8518518518518519},
                                            {"semantic_conformity", 0.6521739130434783},
                                            {"F_score_skimage", 0.44705882352941173},
                                            {"true_regions", 5},
                                            {"predicted_regions", 3}};
  const std::map<std::string, double> between{{"RAND_label", 0.5299218962472659},
                                              {"MI_label", 0.42332285664798225},
                                              {"RAND", 0.9311296296296296},
                                              {"precision", 1.0},
                                              {"recall", 0.772329354147536},
                                              {"F_score", 0.87154157023937},
                                              {"adapted_RAND_error", 0.12845842976063004},
                                              {"Jaccard", 0.772329354147536},
                                              {"Dice", 0.8715415702393701},
                                              {"Conformity", 0.7052155992390616},
                                              {"semantic_Jaccard", 0.7419354838709677},
                                              {"semantic_Dice", 0.8518518518518519},
                                              {"semantic_conformity", 0.6521739130434783},
                                              {"F_score_skimage", 0.8765957446808511},
                                              {"true_regions", 1},
                                              {"predicted_regions", 1}};
  for (const bool is_between : {false, true}) {
    const auto scores = by_name(score_label({small_prediction, small_truth, is_between}));
    for (const auto& [name, value] : is_between ? between : label)
      EXPECT_NEAR(scores.at(name), value, 1e-12) << name << (is_between ? " between" : "");
  }
}

void expect_values(const LabelScores& scores, const std::map<std::string, double>& expected) {
  const auto values = by_name(scores);
  for (const auto& [name, value] : expected) EXPECT_NEAR(values.at(name), value, 1e-12) << name;
}

TEST(ScoreLabel, HasTheAddedScoresThatIndependentProgramsSay) {
  // Computed by independent_scores.py with scikit-image 0.26, SciPy 1.17 and NumPy 2.4.
  const LabelScores label = score_label({small_prediction, small_truth});
  expect_values(label, {{"voi_split", 0.5328746504779451},
                        {"voi_merge", 1.3725606778157369},
                        {"detection_precision_50", 0.6666666666666666},
                        {"detection_recall_50", 0.4},
                        {"detection_f1_50", 0.5},
                        {"detection_precision_75", 0.0},
                        {"detection_recall_75", 0.0},
                        {"detection_f1_75", 0.0},
                        {"detection_ap", 0.13333333333333333},
                        {"cleft_distance_false_positive", 0.14814814814814814},
                        {"cleft_distance_false_negative", 0.14814814814814814}});
  EXPECT_TRUE(std::isnan(label.thinned_border_f_score));
  expect_values(score_label({small_prediction, small_truth, true}), {{"voi_split", 0.5328350630342232},
                                                                     {"voi_merge", 0.0},
                                                                     {"detection_f1_75", 1.0},
                                                                     {"detection_ap", 0.6},
                                                                     {"thinned_border_f_score", 1.0}});
  expect_values(score_label({thick_borders, cell_borders, true}),
                {{"voi_split", 1.2541276920260898},
                 {"voi_merge", 0.8430893493928722},
                 {"detection_precision_50", 0.3333333333333333},
                 {"detection_recall_50", 0.4},
                 {"detection_f1_50", 0.36363636363636365},
                 {"detection_ap", 0.08888888888888888},
                 {"thinned_border_f_score", 0.7650130548302873},
                 {"cleft_distance_false_positive", 0.5111111111111111},
                 {"cleft_distance_false_negative", 0.0}});
}

TEST(ScoreLabel, DoesNotCountTheWidthOfBordersInTheThinnedScore) {
  const auto borders = [](int first, int last, int gap) {
    Mask mask(8, 13);
    for (int y = gap; y < 8; ++y)
      for (int x = first; x <= last; ++x) mask.at(y, x) = 1;
    return mask;
  };
  const Mask truth = borders(6, 6, 0);
  const LabelScores thick = score_label({borders(4, 8, 0), truth, true});
  EXPECT_LT(thick.f_score, 0.85);
  EXPECT_EQ(thick.thinned_border_f_score, 1);
  const LabelScores merged = score_label({borders(6, 6, 1), truth, true});
  EXPECT_LT(merged.thinned_border_f_score, 0.7);
  const LabelScores nothing = score_label({Mask(8, 13, 1), truth, true});
  EXPECT_EQ(nothing.thinned_border_f_score, nothing.f_score);
}

TEST(ScoreLabel, HasTheDefinedCornersOfTheAddedScores) {
  const Mask empty(6, 10);
  const LabelScores missed = score_label({empty, small_truth});
  EXPECT_EQ(missed.voi_split, 0);
  EXPECT_TRUE(std::isnan(missed.detection_precision_50));
  EXPECT_EQ(missed.detection_recall_50, 0);
  EXPECT_EQ(missed.detection_ap, 0);
  EXPECT_TRUE(std::isnan(missed.cleft_distance_false_positive));
  EXPECT_TRUE(std::isnan(missed.cleft_distance_false_negative));
  const LabelScores invented = score_label({small_prediction, empty});
  EXPECT_TRUE(std::isnan(invented.voi_split));
  EXPECT_TRUE(std::isnan(invented.voi_merge));
  EXPECT_EQ(invented.detection_precision_50, 0);
  EXPECT_TRUE(std::isnan(invented.detection_recall_50));
  EXPECT_EQ(invented.detection_ap, 0);
  EXPECT_TRUE(std::isnan(invented.cleft_distance_false_positive));
  EXPECT_TRUE(std::isnan(score_label({Mask(6, 10, 1), Mask(6, 10, 1), true}).thinned_border_f_score));
}

TEST(ScoreLabel, FindsFalseRegionsOnlyOutsideFScore) {
  const Mask truth = mask_of({"##.....", "##.....", "......."});
  const Mask painted = mask_of({"##.####", "##.####", "...####"});
  const LabelScores scores = score_label({painted, truth});
  EXPECT_EQ(scores.f_score, 1);
  EXPECT_EQ(scores.detection_recall_75, 1);
  EXPECT_EQ(scores.detection_precision_75, 0.5);
}

/// Whether the score measures errors, so that 0 is perfect.
bool is_error(const std::string& name) {
  return name == "adapted_RAND_error" || name.starts_with("voi_") || name.starts_with("cleft_");
}

TEST(ScoreLabel, IsPerfectForAPerfectPrediction) {
  for (const bool is_between : {false, true}) {
    const Mask truth = random_mask(60, 50, 0.2, 5);
    const LabelScores scores = score_label({truth, truth, is_between});
    for (const ScoreColumn& column : score_columns()) {
      if (column.is_count()) continue;
      const double value = scores.*std::get<double LabelScores::*>(column.member);
      if (std::string(column.name) == "thinned_border_f_score" && !is_between) continue;  // Not defined.
      EXPECT_EQ(value, is_error(column.name) ? 0.0 : 1.0) << column.name;
    }
    EXPECT_GT(scores.true_regions, 0);
    EXPECT_EQ(scores.true_regions, scores.predicted_regions);
  }
}

TEST(ScoreLabel, DoesNotDependOnTheNumbersOfTrueRegions) {
  const Plane<std::uint32_t> numbered = [] {
    Plane<std::uint32_t> regions(6, 10);
    for (std::size_t i = 0; i < regions.values.size(); ++i)
      regions.values[i] = small_truth.values[i] ? static_cast<std::uint32_t>(i % 10 / 4 + 1) : 0;
    return regions;
  }();
  Plane<std::uint32_t> renamed = numbered;
  for (std::uint32_t& region : renamed.values)
    region = region == 0 ? 0 : std::array{4'000'000'000U, 17U, 3U}[region - 1];
  const LabelScores scores = score_label({small_prediction, small_truth, false, &numbered});
  EXPECT_EQ(scores.true_regions, 3);
  expect_same(score_label({small_prediction, small_truth, false, &renamed}), scores);
}

TEST(ScoreLabel, TakesNumberedRegionsForComponents) {
  // Two cells that touch are one component but two regions, so the prediction that merges them is not
  // perfect.
  const Mask mask = mask_of({"####"});
  Plane<std::uint32_t> cells(1, 4);
  cells.values = {5, 5, 9, 9};
  const LabelScores scores = score_label({mask, mask, false, &cells});
  EXPECT_EQ(scores.true_regions, 2);
  EXPECT_DOUBLE_EQ(scores.precision, 0.5);
  EXPECT_EQ(scores.recall, 1);
  EXPECT_EQ(scores.semantic_jaccard, 1);
}

TEST(ScoreLabel, CountsAnnotatedPixelsAloneAsCroppingWould) {
  const int height = 40;
  const int width = 50;
  const Mask truth = random_mask(height, width, 0.3, 7);
  const Mask predicted = random_mask(height, width, 0.35, 8);
  Mask valid(height, width);
  for (int y = 5; y < 30; ++y)
    for (int x = 10; x < 45; ++x) valid.at(y, x) = 255;
  for (const bool is_between : {false, true}) {
    const Mask true_crop = cropped(truth, 5, 10, 25, 35);
    const Mask predicted_crop = cropped(predicted, 5, 10, 25, 35);
    expect_same(score_label({predicted, truth, is_between, nullptr, &valid}),
                score_label({predicted_crop, true_crop, is_between}));
  }
}

TEST(ScoreLabel, CutsRegionsAtWhatIsNotAnnotated) {
  const Mask mask = mask_of({"#####"});
  Mask valid(1, 5, 1);
  valid.at(0, 2) = 0;
  Plane<std::uint32_t> numbers(1, 5, 7);
  EXPECT_EQ(score_label({mask, mask, false, nullptr, &valid}).true_regions, 2);
  const LabelScores numbered = score_label({mask, mask, false, &numbers, &valid});
  EXPECT_EQ(numbered.true_regions, 1);
  EXPECT_EQ(numbered.predicted_regions, 2);
}

TEST(ScoreLabel, IsUndefinedWhereNothingIsAnnotated) {
  const Mask valid(6, 10);
  const LabelScores scores = score_label({small_prediction, small_truth, false, nullptr, &valid});
  for (const ScoreColumn& column : score_columns()) {
    const double value = by_name(scores).at(column.name);
    EXPECT_TRUE(column.is_count() ? value == 0 : std::isnan(value)) << column.name;
  }
}

TEST(ScoreLabel, RefusesPlanesOfDifferentSizes) {
  const Mask other(10, 6);
  EXPECT_THROW(score_label({other, small_truth}), std::invalid_argument);
  EXPECT_THROW(score_label({small_truth, small_truth, false, nullptr, &other}), std::invalid_argument);
}

TEST(PresenceMask, IsTheUpperHalfOfTheValues) {
  Plane<std::uint8_t> grey(1, 4);
  grey.values = {0, 127, 128, 255};
  EXPECT_EQ(presence_mask(grey), mask_of({"..##"}));
  Plane<std::uint32_t> bits(1, 2);
  bits.values = {0, 1};
  EXPECT_EQ(presence_mask(bits, 1), mask_of({".#"}));
  Plane<std::uint32_t> deep(1, 2);
  deep.values = {32767, 32768};
  EXPECT_EQ(presence_mask(deep, 16), mask_of({".#"}));
}

TEST(LabelScores, ConnectivityDecidesWhatIsOneRegion) {
  const Mask corners = mask_of({"#..", ".#.", "..#"});
  ScoreInput input{corners, corners};
  EXPECT_EQ(score_label(input).true_regions, 1);
  input.connectivity = Connectivity::faces;
  EXPECT_EQ(score_label(input).true_regions, 3);
}

TEST(LabelScores, PredictedRegionsMayBeNumbered) {
  const Mask mask = mask_of({"####"});
  Plane<std::uint32_t> numbers(1, 4);
  numbers.values = {70000, 70000, 9, 9};
  ScoreInput input{mask, mask};
  input.predicted_regions = &numbers;
  const LabelScores scores = score_label(input);
  EXPECT_EQ(scores.predicted_regions, 2);
  EXPECT_DOUBLE_EQ(scores.voi_split, 1);
  EXPECT_DOUBLE_EQ(scores.voi_merge, 0);
}

}  // namespace
}  // namespace emsurvey

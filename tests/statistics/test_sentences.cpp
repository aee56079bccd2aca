// The results in words.
#include <gtest/gtest.h>

#include <algorithm>

#include "statistics/pair_sentences.h"
#include "statistics/sentences.h"
#include "statistics/small_scores.h"

namespace emsurvey {
namespace {

const std::vector<std::string> names{"dice", "square", "hinge"};

std::string sentence(const SurveyAnalysis& analysis, std::size_t first, std::size_t second) {
  const MetricAnalysis& result = analysis.results.at(0);
  return pair_sentence(analysis, result, result.pair(first, second), names);
}

/// Returns the analysis of two losses whose scores over splits of one training each are given.
SurveyAnalysis of_two(const std::vector<double>& dice, const std::vector<double>& square) {
  CsvTable table{{"classic_loss", "split", "repeat", "cells_F_score"}, {}};
  for (std::size_t i = 0; i < dice.size(); ++i)
    table.rows.push_back({"dice", std::to_string(i + 1), "1", std::to_string(dice[i])});
  for (std::size_t i = 0; i < square.size(); ++i)
    table.rows.push_back({"square", std::to_string(i + 1), "1", std::to_string(square[i])});
  return analyse_table(table, {"published", {}});
}

TEST(Sentences, SayAboutWhatTheResultsSpeak) {
  EXPECT_EQ(
      scope_sentence(analyse_table(loss_table(3), {"published", {}})),
      "n = 3 trainings a setting on one split (images a): what follows holds for other trainings on these "
      "images, not for other sections.");
  EXPECT_EQ(
      scope_sentence(analyse_table(loss_table(), {"kfold", {10, 2}})),
      "n = 6 folds x 1 repeat: what follows holds for other sections of this tissue; the intervals allow for "
      "folds that share sections.");
  const std::string one = scope_sentence(analyse_table(loss_table(1), {"published", {}}));
  EXPECT_NE(one.find("One training each: no test."), std::string::npos) << one;
}

TEST(Sentences, NameADifferenceWithItsEvidence) {
  EXPECT_EQ(
      sentence(analyse_table(loss_table(), {"published", {}}), 0, 1),
      "dice scores higher than square by 0.058 (95 % interval 0.022 to 0.095, paired t test over 6 trainings, p "
      "= 0.026 after Holm over 3 pairs); it was higher in 6 of 6.");
  const std::string few = sentence(of_two({0.5, 0.51, 0.52}, {0.9, 0.92, 0.91}), 0, 1);
  EXPECT_EQ(few.find("3 trainings suggest that square scores higher than dice by 0.400 "), 0U) << few;
  EXPECT_NE(few.find("no test without normality can confirm it with n = 3."), std::string::npos) << few;
}

TEST(Sentences, NeverClaimThatThereIsNoDifference) {
  const std::string open = sentence(of_two({0.5, 0.6, 0.7}, {0.6, 0.5, 0.72}), 0, 1);
  EXPECT_EQ(open.find("square and dice cannot be told apart: the difference may lie anywhere from -"), 0U)
      << open;
  EXPECT_NE(open.find("or more would have been found in 8 of 10 surveys."), std::string::npos) << open;
}

TEST(Sentences, NameEquivalence) {
  const std::vector<double> dice{0.800, 0.810, 0.790, 0.805, 0.795, 0.802};
  const std::string equal = sentence(of_two(dice, {0.801, 0.809, 0.792, 0.803, 0.796, 0.801}), 0, 1);
  EXPECT_NE(equal.find(" differ by less than 0.05 (90 % interval "), std::string::npos) << equal;
  const std::string small = sentence(of_two(dice, {0.781, 0.79, 0.771, 0.784, 0.776, 0.782}), 0, 1);
  EXPECT_NE(small.find("dice is higher, but by less than 0.05."), std::string::npos) << small;
}

TEST(Sentences, NameWhatNoTestCanSay) {
  EXPECT_EQ(sentence(of_two({0.5, 0.6, 0.7}, {0.6, 0.7, 0.8}), 0, 1),
            "dice was lower than square by exactly 0.100 each time; without spread there is no test.");
  EXPECT_EQ(sentence(of_two({0.5, 0.6, 0.7}, {0.5, 0.6, 0.7}), 0, 1),
            "dice and square have identical scores in all 3 trainings.");
  EXPECT_EQ(sentence(of_two({0, 0, 0}, {0, 0, 0.001}), 0, 1), "square and dice both found nothing.");
  EXPECT_EQ(sentence(of_two({0.5}, {0.75}), 0, 1),
            "square and dice differ by 0.250 in one training: no test.");
  EXPECT_EQ(
      sentence(of_two({0.5, 0.6, 0.7}, {0, 0, 0}), 0, 1),
      "dice found something in 3 of 3 trainings, square in 0 of 3: too few trainings to tell luck from the "
      "setting.");
}

TEST(Sentences, NameCollapses) {
  const SurveyAnalysis analysis = analyse_table(loss_table(3), {"published", {}});
  EXPECT_EQ(
      collapse_sentences(analysis.results[0], names),
      (std::vector<std::string>{"hinge: 2 of 3 trainings found nothing (95 % interval of that share 9 to 99 "
                                "%); the others scored 0.520."}));
  EXPECT_EQ(mean_text(analysis.results[0].settings[2]), "0.520 in 1 of 3 trainings, 2 collapsed");
}

TEST(Sentences, NameNoFirstWhereNoTrainingFoundTheLabel) {
  CsvTable table = loss_table();
  const auto ranking = [&] {
    const SurveyAnalysis analysis = analyse_table(table, {"published", {}});
    return ranking_sentence(analysis, analysis.results[0], names);
  };
  for (auto& row : table.rows) row.back() = "0";
  EXPECT_EQ(ranking(), "No training found the label, so no setting comes first.");
  table.rows[1].back() = "0.5";
  EXPECT_EQ(ranking().find("dice comes first in "), 0U) << ranking();
}

TEST(Sentences, NameTheWinnersOfBothMetrics) {
  CsvTable table = parse_csv(
      "classic_loss,split,repeat,cells_F_score,cells_semantic_Jaccard,nuclei_F_score\ndice,1,1,0.9,0.5,0.9\n"
      "dice,2,1,0.8,0.4,0.8\nsquare,1,1,0.7,0.6,0.7\nsquare,2,1,0.6,0.5,0.6\n",
      "mine.csv");
  const auto lines = survey_sentences(analyse_table(table, {"published", {}}), names);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].find("Each label is a question of its own"), 0U);
  EXPECT_EQ(lines[1], "cells: dice has the highest F_score, but square the highest semantic_Jaccard.");
}

TEST(Sentences, SummariseManyOpenPairs) {
  CsvTable table{{"classic_loss", "split", "repeat", "cells_F_score"}, {}};
  for (const char* loss : {"dice", "square", "hinge", "approx"})
    for (int split = 1; split <= 3; ++split)
      table.rows.push_back({loss, std::to_string(split), "1",
                            "0." + std::to_string(500 + static_cast<int>(loss[0]) * split * 37 % 199)});
  const SurveyAnalysis analysis = analyse_table(table, {"published", {}});
  const auto lines = result_sentences(analysis, analysis.results[0], {"a", "b", "c", "d"});
  const auto is_summary = [](const std::string& line) {
    return line.find("of 6 pairs cannot be told apart") != std::string::npos;
  };
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(), is_summary), 1);
}

TEST(Sentences, SummariseManyPairsWithUnequalCollapses) {
  // Two of four losses find nothing in one of three trainings, one in two.
  CsvTable table{{"classic_loss", "split", "repeat", "cells_F_score"}, {}};
  const std::vector<std::pair<std::string, std::vector<std::string>>> losses{{"a", {"0.5", "0.6", "0.55"}},
                                                                             {"b", {"0", "0.52", "0.61"}},
                                                                             {"c", {"0.44", "0", "0.5"}},
                                                                             {"d", {"0", "0", "0.7"}}};
  for (const auto& [loss, scores] : losses)
    for (std::size_t i = 0; i < scores.size(); ++i)
      table.rows.push_back({loss, "1", std::to_string(i + 1), scores[i]});
  const SurveyAnalysis analysis = analyse_table(table, {"published", {}});
  const auto lines = pair_sentences(analysis, analysis.results[0], {"a", "b", "c", "d"});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(
      lines[0],
      "5 of 6 pairs have unequal shares of trainings that found nothing: too few trainings to tell luck "
      "from the setting.");
  EXPECT_EQ(lines[1].find("1 of 6 pairs cannot be told apart"), 0U) << lines[1];
}

}  // namespace
}  // namespace emsurvey

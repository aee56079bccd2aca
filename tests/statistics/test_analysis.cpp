// Results for invented scores; the expected values were computed with scipy 1.17 and statsmodels 0.15.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "statistics/analysis_tables.h"
#include "statistics/small_scores.h"

namespace emsurvey {
namespace {

const MetricAnalysis& one_split() {
  static const MetricAnalysis result = analyse_table(loss_table(), {"published", {}}).results.at(0);
  return result;
}

TEST(Analysis, SummarisesSettings) {
  const SettingSummary& dice = one_split().settings[0];
  EXPECT_EQ(dice.trainings, 6U);
  EXPECT_EQ(dice.units, 6U);
  EXPECT_NEAR(dice.mean, 0.8133333333333335, 1e-12);
  EXPECT_NEAR(dice.sd_units, 0.030767948691238178, 1e-12);
  EXPECT_NEAR(dice.low, 0.7810443514102571, 1e-9);
  EXPECT_NEAR(dice.high, 0.8456223152564099, 1e-9);
  const SettingSummary& hinge = one_split().settings[2];
  EXPECT_EQ(hinge.collapsed, 3U);
  EXPECT_NEAR(hinge.collapsed_low, 0.11811724875702521, 1e-9);
  EXPECT_NEAR(hinge.collapsed_high, 0.8818827512429748, 1e-9);
  EXPECT_NEAR(hinge.mean_not_collapsed, 0.5666666666666665, 1e-12);
  EXPECT_NEAR(dice.collapsed_high, 0.4592581264399005, 1e-9);
  EXPECT_LT(hinge.low, 0) << "an interval is not clipped";
}

TEST(Analysis, ComparesPairs) {
  const PairComparison& pair = one_split().pair(0, 1);
  EXPECT_NEAR(pair.difference, 0.05833333333333333, 1e-12);
  EXPECT_NEAR(pair.t, 4.096440151864569, 1e-9);
  EXPECT_NEAR(pair.p, 0.009387453548052392, 1e-11);
  EXPECT_NEAR(pair.low, 0.021728231947796856, 1e-10);
  EXPECT_NEAR(pair.high, 0.0949384347188698, 1e-10);
  EXPECT_EQ(pair.p_wilcoxon, 0.03125);
  EXPECT_EQ(pair.p_sign_flip, 0.03125);
  EXPECT_NEAR(pair.d_z, 1.672364688986238, 1e-9);
  EXPECT_NEAR(pair.p_tost, 0.7080885756882069, 1e-9);
  EXPECT_NEAR(pair.detectable, 0.05003800926674022, 1e-7);
  EXPECT_NEAR(pair.p_welch, 0.013532487823971914, 1e-11);
  EXPECT_EQ(pair.superiority, 1);
  EXPECT_EQ(pair.higher, 6U);
  for (const PairComparison& of : one_split().pairs) EXPECT_NEAR(of.p_holm, 0.026482223, 1e-8);
  EXPECT_NEAR(one_split().pair(0, 2).p_welch_holm, 0.02562874, 1e-8);
  EXPECT_EQ(one_split().pair(0, 1).flags(), "");
  EXPECT_EQ(one_split().pair(0, 2).flags(), "mixture");
}

TEST(Analysis, CorrectsForSharedSections) {
  const SurveyAnalysis analysis = analyse_table(loss_table(), {"shuffled", {8, 2}});
  const MetricAnalysis& result = analysis.results[0];
  EXPECT_EQ(analysis.design.unit, Unit::split);
  EXPECT_NEAR(result.pair(0, 1).p, 0.04878861744279022, 1e-11);
  EXPECT_NEAR(result.pair(0, 1).low, 0.0004555861534930386, 1e-11);
  EXPECT_NEAR(result.pair(1, 2).p, 0.06487072385763422, 1e-11);
  EXPECT_TRUE(std::isnan(result.pair(0, 1).p_welch)) << "splits are no independent trainings";
  EXPECT_EQ(result.settings[0].letters + result.settings[1].letters + result.settings[2].letters, "aaa");
}

TEST(Analysis, RanksTheSameOrderWithoutAnInfiniteF) {
  const Ranking& ranking = one_split().ranking;
  ASSERT_TRUE(ranking.friedman);
  EXPECT_EQ(ranking.friedman->average_ranks, (std::vector<double>{1, 2, 3}));
  EXPECT_NEAR(ranking.friedman->chi2, 12, 1e-9);
  EXPECT_NEAR(ranking.friedman->p_chi2, 0.002478752176666357, 1e-10);
  EXPECT_TRUE(std::isnan(ranking.friedman->f));
  ASSERT_TRUE(ranking.resamples);
  EXPECT_EQ(ranking.resamples->settings[0].first, 1);
}

TEST(Analysis, NeverCallsAPairDifferentWhenLuckExplainsTheCollapses) {
  // Of the first three trainings of hinge, two found nothing; dice found something in all of them.
  const MetricAnalysis result = analyse_table(loss_table(3), {"published", {}}).results.at(0);
  const PairComparison& pair = result.pair(0, 2);
  EXPECT_EQ(pair.flags(), "few mixture collapses");
  EXPECT_EQ(pair.p_counted, 1);
  EXPECT_FALSE(pair.is_different());
  EXPECT_EQ(result.pair(0, 1).flags(), "few");
}

TEST(Analysis, LeavesTheBaselineOutOfAllTests) {
  CsvTable table = loss_table();
  table.rows.push_back({"copy_baseline", "cells", "0", "1", "", "a", "0.3"});
  table.rows.push_back({"copy_baseline", "cells", "0", "2", "", "a", "0.5"});
  const SurveyAnalysis with = analyse_table(table, {"published", {}});
  const SurveyAnalysis without = analyse_table(loss_table(), {"published", {}});
  EXPECT_EQ(format_csv(pairs_table(with)), format_csv(pairs_table(without)));
  EXPECT_EQ(format_csv(ranking_table(with)), format_csv(ranking_table(without)));
  EXPECT_EQ(format_csv(variance_table(with)), format_csv(variance_table(without)));
  const CsvTable settings = settings_table(with);
  ASSERT_EQ(settings.rows.size(), 4U);
  EXPECT_EQ(settings.rows.back(), (std::vector<std::string>{"copy_baseline",
                                                            "copy_baseline",
                                                            "cells",
                                                            "F_score",
                                                            "",
                                                            "",
                                                            "2",
                                                            "0.4",
                                                            "",
                                                            "",
                                                            "",
                                                            "",
                                                            "",
                                                            "",
                                                            "",
                                                            "",
                                                            "",
                                                            "",
                                                            "",
                                                            ""}));
}

TEST(Analysis, IsTheSameForRowsInAnotherOrderOfImagesAndRuns) {
  CsvTable reversed = loss_table();
  // Settings keep their order, because it is that of the grid.
  for (int loss = 0; loss < 3; ++loss)
    std::reverse(reversed.rows.begin() + 6 * loss, reversed.rows.begin() + 6 * (loss + 1));
  const auto files = [](const CsvTable& table) {
    return analysis_files(analyse_table(table, {"shuffled", {}}));
  };
  EXPECT_EQ(files(reversed), files(loss_table()));
}

}  // namespace
}  // namespace emsurvey

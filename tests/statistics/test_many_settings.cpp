// Surveys with more pairs of settings than are compared.
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "statistics/all_pairs.h"
#include "statistics/analysis_tables.h"
#include "statistics/holm.h"
#include "statistics/pair_sentences.h"
#include "statistics/small_scores.h"

namespace emsurvey {
namespace {

/// A survey of settings 1, 2, ... with three trainings each. The means rise with the number, and their spread
/// is small against the steps.
SurveyAnalysis of_settings(
    int count, const ProgressCallback& on_progress = [] {}) {
  CsvTable table{{"classic_loss", "filters", "split", "repeat", "cells_F_score"}, {}};
  for (int setting = 1; setting <= count; ++setting)
    for (int repeat = 1; repeat <= 3; ++repeat)
      table.rows.push_back({"dice", std::to_string(setting), "1", std::to_string(repeat),
                            std::to_string((1000 * setting + (7 * setting * repeat) % 11) * 1e-6)});
  return analyse(arrange_scores(table_scores(table, {"published", {}}, "scores.csv")), default_margin,
                 on_progress);
}

TEST(Holm, CountsTestsThatWereLeftOut) {
  EXPECT_EQ(holm({0.01, 0.02}), (std::vector<double>{0.02, 0.02}));
  EXPECT_EQ(holm({0.01, 0.02}, 2), (std::vector<double>{0.04, 0.06})) << "4 x 0.01, 3 x 0.02";
}

TEST(ManySettings, AreComparedWithTheBestOnes) {
  const SurveyAnalysis analysis = of_settings(200);
  const MetricAnalysis& result = analysis.results.at(0);
  // 10,000 / 200 = 50 settings with 199 pairs each; 50 x 49 / 2 of these are counted twice.
  EXPECT_EQ(result.pairs.size(), 50U * 199 - 50 * 49 / 2);
  EXPECT_EQ(result.pairs_left_out(), 200U * 199 / 2 - result.pairs.size());
  EXPECT_EQ(result.pair(199, 0).first, 0U);
  EXPECT_NO_THROW(result.pair(0, 150));
  EXPECT_THROW(result.pair(0, 149), std::out_of_range) << "the setting 149 is the 51st best";
  const PairComparison& pair = result.pair(198, 199);
  EXPECT_GE(pair.p_holm, std::min(1.0, pair.p * static_cast<double>(result.pairs_left_out())));
  EXPECT_EQ(result.settings[199].letters, "") << "letters need all pairs";
  EXPECT_TRUE(result.ranking.resamples->pairs.empty());
  EXPECT_EQ(pairs_table(analysis).rows.size(), result.pairs.size());
}

TEST(ManySettings, SayWhatIsLeftOut) {
  const SurveyAnalysis analysis = of_settings(200);
  const auto lines = pair_sentences(analysis, analysis.results[0], std::vector<std::string>(200, "x"));
  EXPECT_EQ(lines.front().find("19900 pairs are too many to compare. Compared are the 8725 "), 0U)
      << lines.front();
}

TEST(ManySettings, ReportProgress) {
  std::size_t calls = 0;
  of_settings(10, [&] { ++calls; });
  EXPECT_GT(calls, 45U) << "for each pair and for resamples";
}

}  // namespace
}  // namespace emsurvey

// False findings where no setting differs from another.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "base/random.h"
#include "io/file.h"
#include "statistics/all_pairs.h"
#include "statistics/small_scores.h"

namespace emsurvey {
namespace {

/// Returns all published trainings of a label.
TrainingList published_trainings(const std::string& label) {
  const std::string path = std::string(EMSURVEY_CONFIGS) + "/published/loss_functions.csv";
  const SurveyScores scores =
      arrange_scores(table_scores(parse_csv(read_file(path), path), {"published", {}}, path));
  TrainingList all;
  for (TrainingList& trainings : score_set(scores, label, "F_score").settings)
    all.insert(all.end(), trainings.begin(), trainings.end());
  return all;
}

/// Draws six settings from the same trainings. Returns whether any two are called different.
bool finds_a_difference(const TrainingList& pool, int trainings, RandomSequence& random) {
  constexpr std::size_t settings = 6;
  ScoreSet set{"label", "F_score", std::vector<TrainingList>(settings), {}};
  set.undefined.resize(settings);
  Design design;
  design.scheme = "published";
  design.overlap.assign(settings, 0.0);
  std::vector<SettingSummary> summaries;
  for (TrainingList& list : set.settings) {
    for (int repeat = 1; repeat <= trainings; ++repeat) {
      list.push_back(pool[static_cast<std::size_t>(random.below(static_cast<int>(pool.size())))]);
      list.back().block = {1, repeat};
    }
    summaries.push_back(summarise_setting(list, design.unit, /*overlap=*/0));
  }
  const auto pairs = compare_all(set, summaries, design, default_margin);
  return std::any_of(pairs.begin(), pairs.end(),
                     [](const PairComparison& pair) { return pair.is_different(); });
}

class Null : public testing::TestWithParam<std::pair<const char*, int>> {};

TEST_P(Null, HasFewFalseFindings) {
  constexpr std::uint32_t surveys = 2000;
  const auto [label, trainings] = GetParam();
  const TrainingList pool = published_trainings(label);
  ASSERT_EQ(pool.size(), 18U);
  int findings = 0;
  for (std::uint32_t survey = 0; survey < surveys; ++survey) {
    RandomSequence random({1, 0, 0}, RandomUse::resampling, survey);
    findings += finds_a_difference(pool, trainings, random);
  }
  const double share = findings / static_cast<double>(surveys);
  RecordProperty("share", std::to_string(share));
  std::printf("%s, %d trainings: a difference in %.2f %% of the surveys\n", label, trainings, 100 * share);
  EXPECT_LE(share, 0.06);
}

INSTANTIATE_TEST_SUITE_P(All, Null,
                         testing::Values(std::pair("membranes", 3), std::pair("synapses", 3),
                                         std::pair("mitochondria", 3), std::pair("membranes", 6),
                                         std::pair("synapses", 6), std::pair("mitochondria", 6)),
                         [](const auto& survey) {
                           return std::string(survey.param.first) + std::to_string(survey.param.second);
                         });

}  // namespace
}  // namespace emsurvey

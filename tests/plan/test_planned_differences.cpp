#include <gtest/gtest.h>

#include "io/file.h"
#include "plan/planned_differences.h"
#include "support/temporary_folder.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

/// Trainings of three losses on one published split.
std::vector<Experiment> grid(int repeats) {
  std::vector<Experiment> experiments;
  for (const char* loss : {"square", "dice", "hinge"}) {
    for (int repeat = 1; repeat <= repeats; ++repeat) {
      experiments.push_back(small_experiment(loss));
      experiments.back().split_rule.scheme = SplitScheme::published;
      experiments.back().repeat = repeat;
    }
  }
  return experiments;
}

TEST(PlannedDifferences, AreInStandardDeviations) {
  const TemporaryFolder folder;
  const auto lines = planned_differences(grid(3), folder.path());
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].find("differences: with n = 3 trainings a setting, 8 of 10 surveys find one of 3.2"), 0U)
      << lines[0];
  EXPECT_NE(lines[0].find("for the first of 3 pairs after Holm"), std::string::npos) << lines[0];
  EXPECT_NE(lines[0].find("1.68 with n = 5, 1.00 with n = 10"), std::string::npos) << lines[0];
}

TEST(PlannedDifferences, AreScoresWhereTheSurveyHasSome) {
  const TemporaryFolder folder;
  write_file(folder.path() / "analysis_pairs.csv",
             "label,metric,sd\ncells,F_score,0.01\ncells,F_score,0.03\ncells,F_score,0.02\n"
             "cells,semantic_Jaccard,0.5\nspots,F_score,\n");
  const auto lines = planned_differences(grid(10), folder.path());
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1], "differences: in F_score, by the scores that the survey has: cells 0.020")
      << "0.02 is the median, 1.00 the factor";
}

TEST(PlannedDifferences, NeedTwoSettingsAndTwoTrainings) {
  const TemporaryFolder folder;
  EXPECT_EQ(planned_differences(grid(1), folder.path()),
            (std::vector<std::string>{"differences: one training a setting: no test"}));
  EXPECT_TRUE(planned_differences({small_experiment()}, folder.path()).empty());
  EXPECT_TRUE(planned_differences({}, folder.path()).empty());
}

}  // namespace
}  // namespace emsurvey

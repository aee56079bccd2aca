// Tables that were written before a survey grew.
#include <gtest/gtest.h>

#include "io/file.h"
#include "support/temporary_folder.h"
#include "tables/small_survey.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

/// The copy baseline of a split with these cells of membranes from the column `recall` on.
RunFiles baseline(const std::string& folder, const std::string& first, const std::string& second) {
  RunFiles files;
  files.folder = "test/copy_baseline/" + folder;
  files.evaluations = {{"membranes", small_evaluation("membranes", first, second)},
                       {"synapses", small_evaluation("synapses", first, second)}};
  return files;
}

class OlderTables : public ::testing::Test {
 protected:
  OlderTables() { make_folder(survey_.path() / "test"); }

  /// Returns whether the tables of the older files count as older than those of the present ones.
  bool are_older(const std::vector<RunFiles>& old_runs, const std::vector<RunFiles>& old_baselines) {
    write_tables(survey_.path(), make_tables(old_runs, old_baselines));
    return are_older_tables(survey_.path(), small_survey(), baselines_);
  }

  TemporaryFolder survey_;
  // The second split tests the same sections with the same copies as the first.
  const std::vector<RunFiles> baselines_{baseline("shuffled-1-aa", "0.5,0.6,0,,0.1,40", "0.7,0.8,1,,0.2,41"),
                                         baseline("shuffled-2-bb", "0.5,0.6,0,,0.1,40", "0.3,0.4,1,,0.2,41"),
                                         baseline("shuffled-3-cc", "0.1,0.2,0,,0.3,42", "0.9,1.0,1,,0.4,43")};
};

TEST_F(OlderTables, MayHaveFewerRunsAndCopyBaselines) {
  const std::vector<RunFiles> first{small_survey()[0]}, second{small_survey()[1]};
  EXPECT_TRUE(are_older(first, {baselines_[0]})) << "another split was added";
  EXPECT_TRUE(are_older(second, {baselines_[1]})) << "a split that stands before it";
  EXPECT_TRUE(are_older(first, {baselines_[0], baselines_[2]}));
  EXPECT_TRUE(are_older(small_survey(), {baselines_[2]})) << "another scale";
  EXPECT_TRUE(are_older(first, {})) << "written before there were baselines";
  EXPECT_TRUE(are_older(small_survey(), baselines_)) << "nothing is new";
}

TEST_F(OlderTables, HaveTheScoresThatTheRunsHave) {
  std::vector<RunFiles> runs{small_survey()[0]};
  EXPECT_FALSE(are_older(runs, {baseline("shuffled-1-aa", "0.5,0.6,0,,0.1,40", "0.7,0.9,1,,0.2,41")}))
      << "no baseline has this score";
  EXPECT_FALSE(are_older(runs, {baselines_[2], baselines_[0]})) << "in another order";
  runs[0].evaluations[1].second = small_evaluation("membranes", "0.7,0.8,0,,0.6,40", "0.8,0.1,1,,0.5,41");
  EXPECT_FALSE(are_older(runs, {baselines_[0]})) << "no run has this score";
}

}  // namespace
}  // namespace emsurvey

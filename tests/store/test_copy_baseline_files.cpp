#include <gtest/gtest.h>

#include "io/file.h"
#include "store/copy_baseline_files.h"
#include "store/registry.h"
#include "support/temporary_folder.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

Experiment with_split(const std::string& identity) {
  Experiment experiment = small_experiment();
  experiment.split_identity = identity;
  return experiment;
}

RunScores some_scores() {
  RunScores scores;
  scores.labels = {"cells"};
  scores.images = {"00"};
  scores.scores = {{LabelScores{}}};
  return scores;
}

/// A survey with two copy baselines.
class CopyBaselineFiles : public ::testing::Test {
 protected:
  CopyBaselineFiles() {
    for (const Experiment& experiment : {ours_, others_})
      write_copy_baseline(survey_, experiment, some_scores());
  }
  std::vector<std::string> folders_in_tables() const {
    std::vector<std::string> folders;
    for (const RunFiles& baseline : read_copy_baselines(survey_, Mending::none).baselines)
      folders.push_back(baseline.folder);
    return folders;
  }
  std::string folder_of(const Experiment& experiment) const {
    return copy_baseline_folder(survey_, experiment).string();
  }

  const TemporaryFolder folder_;
  const SurveyFolder survey_{folder_.path()};
  const Experiment ours_ = with_split("11111111 of this data");
  const Experiment others_ = with_split("22222222 of the data before");
};

TEST_F(CopyBaselineFiles, OfOtherDataAreLeftOut) {
  write_file(survey_.registry(), registry_text({ours_}, "hash"));
  EXPECT_EQ(folders_in_tables(), std::vector<std::string>{folder_of(ours_)});
  const auto notes = read_copy_baselines(survey_, Mending::none).notes;
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_TRUE(notes[0].starts_with(folder_of(others_) + ": is the copy baseline of other data")) << notes[0];
}

TEST_F(CopyBaselineFiles, CountWhereNoRegistryTellsTheSplits) {
  EXPECT_EQ(folders_in_tables().size(), 2U);
}

TEST_F(CopyBaselineFiles, OfAnotherSplitInThePlaceOfOneDoNotPassForIt) {
  EXPECT_TRUE(has_copy_baseline(survey_, ours_));
  std::filesystem::copy_file(SurveyFolder::baseline_scores(folder_of(others_)),
                             SurveyFolder::baseline_scores(folder_of(ours_)),
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_FALSE(has_copy_baseline(survey_, ours_));
  write_file(survey_.registry(), registry_text({ours_}, "hash"));
  EXPECT_TRUE(folders_in_tables().empty());
}

TEST_F(CopyBaselineFiles, OfOtherDataAreNotVerified) {
  write_file(survey_.registry(), registry_text({ours_}, "hash"));
  for (const Experiment& experiment : {ours_, others_})
    write_file(copy_baseline_folder(survey_, experiment) / "evaluation" / "cells.csv", "other scores\n");
  const auto faults = copy_baseline_faults(survey_);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_NE(faults[0].find(folder_of(ours_)), std::string::npos) << faults[0];
}

}  // namespace
}  // namespace emsurvey

// The two generations of a checkpoint: whatever is damaged, the training continues from an intact one or
// starts over, with a warning.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "io/file.h"
#include "store/checkpoint_files.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"
#include "train/serial_reducer.h"
#include "train/small_data.h"
#include "train/training.h"

namespace emsurvey {
namespace {

class CheckpointFiles : public ::testing::Test {
 protected:
  CheckpointFiles() { make_folder(survey_.train(1)); }

  Training new_training(const Experiment& experiment) {
    return {experiment, experiment.split_for(one_volume(5)), dataset_, alone_};
  }
  /// Saves two checkpoints, after one step and after two.
  void save_two() {
    Training training = new_training(experiment_);
    for (int step = 0; step < 2; ++step) {
      training.step();
      save_checkpoint(survey_, 1, training.checkpoint(true, "{}"));
    }
  }
  StoredCheckpoint newest() {
    warnings_.clear();
    return newest_checkpoint(survey_, 1, [&](const std::string& warning) { warnings_.push_back(warning); });
  }
  /// Returns the step at which a training continues.
  std::int64_t step_of_newest() {
    StoredCheckpoint found = newest();
    Training training = new_training(experiment_);
    if (!found.path.empty()) training.restore(std::move(found.bytes), found.path);
    return training.steps_done();
  }
  static void put(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), std::ssize(bytes));
  }

  TemporaryFolder folder_;
  const SurveyFolder survey_{folder_.path()};
  const Dataset dataset_ = small_dataset(5);
  const Experiment experiment_ = small_experiment();
  SerialReducer alone_;
  std::vector<std::string> warnings_;
};

TEST_F(CheckpointFiles, TheNewestIsTakenWithoutAWord) {
  EXPECT_EQ(step_of_newest(), 0);
  save_two();
  EXPECT_EQ(step_of_newest(), 2);
  EXPECT_TRUE(warnings_.empty());
}

TEST_F(CheckpointFiles, ATruncatedNewestGivesWayToTheOlder) {
  save_two();
  const std::string whole = read_file(survey_.checkpoint(1));
  for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 200) {
    put(survey_.checkpoint(1), whole.substr(0, length));
    ASSERT_EQ(step_of_newest(), 1) << "at length " << length;
    ASSERT_EQ(warnings_.size(), 2U) << "at length " << length;
    EXPECT_NE(warnings_[1].find("older checkpoint"), std::string::npos) << warnings_[1];
    // The damaged file must not become the previous checkpoint at the next save.
    ASSERT_FALSE(std::filesystem::exists(survey_.checkpoint(1)));
  }
}

TEST_F(CheckpointFiles, AFlippedBitIsNoticedAnywhere) {
  save_two();
  const std::string whole = read_file(survey_.checkpoint(1));
  for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 500) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    put(survey_.checkpoint(1), damaged);
    ASSERT_EQ(newest().path, survey_.previous_checkpoint(1).string()) << "at byte " << at;
  }
}

TEST_F(CheckpointFiles, BothDamagedStartsAnewAndSaysSo) {
  save_two();
  put(survey_.checkpoint(1), "rubbish");
  put(survey_.previous_checkpoint(1), "");
  EXPECT_EQ(step_of_newest(), 0);
  ASSERT_EQ(warnings_.size(), 3U);
  EXPECT_NE(warnings_.back().find("starts over"), std::string::npos) << warnings_.back();
}

TEST_F(CheckpointFiles, OneThatCannotBeReadIsNeitherDamagedNorRemoved) {
  save_two();
  const auto away = folder_.path() / "away";
  std::filesystem::rename(survey_.checkpoint(1), away);
  // The target's name is longer than any file system allows: opening it fails, as on a faulty disk.
  std::filesystem::create_symlink(std::string(300, 'x'), survey_.checkpoint(1));
  EXPECT_THROW(newest(), FileError);
  EXPECT_TRUE(std::filesystem::is_symlink(survey_.checkpoint(1)));
  std::filesystem::rename(away, survey_.checkpoint(1));
  EXPECT_EQ(step_of_newest(), 2);
}

TEST_F(CheckpointFiles, AnotherExperimentsIsRefusedByName) {
  save_two();
  Training other = new_training(small_experiment("dice"));
  StoredCheckpoint found = newest();
  const std::string message = input_error_of([&] { other.restore(found.bytes, found.path); });
  EXPECT_EQ(message.rfind(survey_.checkpoint(1).string(), 0), 0U) << message;
  EXPECT_NE(message.find("belongs to another experiment"), std::string::npos) << message;
  EXPECT_EQ(other.steps_done(), 0);
}

TEST_F(CheckpointFiles, TwoGenerationsAndNothingElseAreKept) {
  for (int i = 0; i < 3; ++i) save_two();
  const std::filesystem::directory_iterator files(survey_.train(1));
  EXPECT_EQ(std::distance(begin(files), end(files)), 2);
  drop_previous_checkpoint(survey_, 1);
  EXPECT_EQ(step_of_newest(), 2);
}

}  // namespace
}  // namespace emsurvey

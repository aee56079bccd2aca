#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>

#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"
#include "run/train_run.h"
#include "run/training_factory.h"
#include "support/temporary_folder.h"
#include "train/mpi_reducer.h"
#include "train/serial_reducer.h"
#include "train/small_data.h"
#include "train/validation_log.h"

namespace emsurvey {
namespace {

/// Every rank trains by itself, in a folder of its own.
class TrainRun : public ::testing::Test {
 protected:
  TrainRun() { at::set_num_threads(1); }
  bool train(Training& training, TimeBudget time = TimeBudget()) {
    RunSettings settings;
    settings.execution.checkpoint_every_s = 0;
    settings.saves_beside = saves_beside_;
    settings.provenance = "{}";
    StopConditions stop{request_, time};
    return train_run(training, experiment_, {group_.ranks, group_, alone_, survey_, settings, trainings_},
                     stop, {[](const Training&) {}, [](std::int64_t) {}});
  }
  Training new_training() { return {experiment_, experiment_.split_for(one_volume(5)), dataset_, alone_}; }

  TemporaryFolder folder_;
  const SurveyFolder survey_{folder_.path()};
  const RankGroup group_ = make_rank_group(Communicator::world(), 1);
  const TrainingFactory trainings_;
  StopRequest request_{Communicator::world()};
  const Dataset dataset_ = small_dataset(5);
  Experiment experiment_ = small_experiment();
  bool saves_beside_ = false;
  SerialReducer alone_;
};

TEST_F(TrainRun, EndsWithOneCheckpointThatAnotherRunTakesOver) {
  Training training = new_training();
  EXPECT_TRUE(train(training));
  EXPECT_EQ(training.steps_done(), experiment_.steps);
  EXPECT_TRUE(std::filesystem::exists(survey_.checkpoint(1)));
  EXPECT_FALSE(std::filesystem::exists(survey_.previous_checkpoint(1)));
  Training again = new_training();
  EXPECT_TRUE(train(again));
  EXPECT_EQ(again.losses().classic, training.losses().classic);
}

TEST_F(TrainRun, SavesAndStopsWhenItsTimeIsUpAndEndsWithTheSameLoss) {
  Training training = new_training();
  EXPECT_FALSE(train(training, TimeBudget(1)));
  EXPECT_EQ(training.steps_done(), 1);
  EXPECT_TRUE(std::filesystem::exists(survey_.checkpoint(1)));
  Training continued = new_training();
  EXPECT_TRUE(train(continued));
  Training undisturbed = new_training();
  std::filesystem::remove_all(survey_.train(1));
  EXPECT_TRUE(train(undisturbed));
  EXPECT_EQ(continued.losses().classic, undisturbed.losses().classic);
}

TEST_F(TrainRun, StopsADivergedTrainingWithoutSavingIt) {
  // The losses are checked every tenth step only, although every step is to be saved.
  experiment_.steps = 1000;
  for (const bool saves_beside : {false, true}) {
    saves_beside_ = saves_beside;
    Training training = new_training();
    {
      const at::NoGradGuard no_graph;
      training.generator().parameters()[0].fill_(std::numeric_limits<float>::quiet_NaN());
    }
    EXPECT_THROW(train(training), Diverged);
    EXPECT_EQ(training.steps_done(), 10);
    EXPECT_FALSE(std::filesystem::exists(survey_.checkpoint(1)));
  }
}

/// All ranks train one run together.
class TrainRunTogether : public ::testing::Test {
 protected:
  TrainRunTogether() {
    at::set_num_threads(1);
    if (ranks_.is_root()) folder_.emplace();
    path_ = ranks_.broadcast(folder_ ? folder_->path().string() : std::string());
  }
  ~TrainRunTogether() override { ranks_.barrier(); }

  /// Trains with a checkpoint after every step. Returns the number of steps of this call, which must be equal
  /// on all ranks.
  std::int64_t train(const std::string& name, bool saves_beside,
                     const std::function<void(const Training&)>& after_step, TimeBudget time = TimeBudget()) {
    Training training(experiment_, experiment_.split_for(one_volume(5)), dataset_, reducer_);
    RunSettings settings;
    settings.execution.checkpoint_every_s = 0;
    settings.saves_beside = saves_beside;
    settings.provenance = "{}";
    StopConditions stop{request_, time};
    std::int64_t steps = 0;
    const auto count = [&](const Training& now) {
      ++steps;
      if (ranks_.is_root()) after_step(now);
    };
    try {
      const SurveyFolder folder = survey(name);
      train_run(training, experiment_, {group_.ranks, group_, reducer_, folder, settings, trainings_}, stop,
                {count, [](std::int64_t) {}});
      problem_.clear();
      EXPECT_EQ(stop.time.slowest_s(TimeBudget::Piece::save) > 0, ranks_.is_root());
    } catch (const FileError& error) {
      problem_ = error.what();
    }
    EXPECT_EQ(ranks_.max(steps), steps) << "all ranks leave at the same step";
    EXPECT_EQ(ranks_.broadcast(problem_), problem_) << "with the same words";
    return steps;
  }
  SurveyFolder survey(const std::string& name) const {
    return SurveyFolder(std::filesystem::path(path_) / name);
  }
  /// Puts a non-empty folder in the place of the previous checkpoint, so that saving fails.
  void block(const std::string& name) const {
    std::filesystem::create_directories(survey(name).previous_checkpoint(1) / "occupied");
  }

  const RankGroup group_ = make_rank_group(Communicator::world(), Communicator::world().size());
  const Communicator& ranks_ = group_.ranks;
  MpiReducer reducer_{ranks_};
  const TrainingFactory trainings_;
  StopRequest request_{ranks_};
  const Dataset dataset_ = small_dataset(5);
  Experiment experiment_ = small_experiment();
  std::optional<TemporaryFolder> folder_;
  std::string path_;
  std::string problem_;  ///< Problem of the last training.
};

TEST_F(TrainRunTogether, SavesTheSameBytesBesideTheTraining) {
  const auto nothing = [](const Training&) {};
  const auto bytes = [&](const std::string& name) {
    ranks_.barrier();
    return read_file(survey(name).checkpoint(1));
  };
  EXPECT_EQ(train("at_once", false, nothing, TimeBudget(1)), 1);
  EXPECT_EQ(train("beside", true, nothing, TimeBudget(1)), 1);
  EXPECT_EQ(bytes("at_once"), bytes("beside"));
  EXPECT_EQ(train("at_once", false, nothing), experiment_.steps - 1);
  EXPECT_EQ(train("beside", true, nothing), experiment_.steps - 1);
  EXPECT_EQ(bytes("at_once"), bytes("beside"));
  EXPECT_EQ(problem_, "");
  EXPECT_FALSE(std::filesystem::exists(survey("beside").previous_checkpoint(1)));
}

TEST_F(TrainRunTogether, KeepsTheWeightsWithTheBestScoresAlsoWhenContinued) {
  experiment_.split_rule.validation_images = 2;
  experiment_.validate_every = 5;
  experiment_.keep = Keep::best;
  const auto nothing = [](const Training&) {};
  EXPECT_EQ(train("whole", false, nothing), experiment_.steps);
  for (std::int64_t step = 0; step < experiment_.steps; ++step)
    EXPECT_EQ(train("parts", false, nothing, TimeBudget(1)), 1);
  ranks_.barrier();
  EXPECT_EQ(read_file(survey("parts").checkpoint(1)), read_file(survey("whole").checkpoint(1)));
  EXPECT_EQ(read_file(survey("parts").validations(1)), read_file(survey("whole").validations(1)));

  const auto rows = read_validations(survey("whole").validations(1));
  ASSERT_EQ(rows.size(), 3U * 2U) << "after the steps 5, 10 and 12";
  EXPECT_EQ(rows.back().step, 12);
  const std::string path = survey("whole").checkpoint(1).string();
  const Hdf5Reader checkpoint(read_checksummed(path), path);
  EXPECT_EQ(checkpoint.integer_attribute("/state", "kept_step"), best_step(rows)->step);
  EXPECT_EQ(checkpoint.number_attribute("/state", "kept_score"), best_step(rows)->score);
}

TEST_F(TrainRunTogether, ScoresChangeNothingWhereTheLastWeightsAreKept) {
  const auto nothing = [](const Training&) {};
  experiment_.split_rule.validation_images = 2;
  EXPECT_EQ(train("unscored", false, nothing), experiment_.steps);
  experiment_.validate_every = 1;
  EXPECT_EQ(train("scored", false, nothing), experiment_.steps);
  ranks_.barrier();
  EXPECT_EQ(read_file(survey("scored").checkpoint(1)), read_file(survey("unscored").checkpoint(1)));
  EXPECT_FALSE(std::filesystem::exists(survey("unscored").validations(1)));
}

TEST_F(TrainRunTogether, WhatCannotBeSavedIsThrownOnAllRanksAtTheNextSaveAtTheLatest) {
  for (const bool saves_beside : {false, true}) {
    const std::string name = saves_beside ? "beside" : "at_once";
    // The first save has no earlier checkpoint to move there, so it succeeds.
    const auto block_at_1 = [&](const Training& training) {
      if (training.steps_done() == 1) block(name);
    };
    EXPECT_EQ(train(name, saves_beside, block_at_1), saves_beside ? 3 : 2);
    EXPECT_NE(problem_.find("checkpoint.h5: cannot be renamed"), std::string::npos) << problem_;
    EXPECT_TRUE(std::filesystem::exists(survey(name).checkpoint(1)));
  }
}

TEST_F(TrainRunTogether, WhatCannotBeSavedAtTheEndIsThrownThere) {
  experiment_.steps = 2;
  const auto block_at_1 = [&](const Training& training) {
    if (training.steps_done() == 1) block("end");
  };
  EXPECT_EQ(train("end", true, block_at_1), 2);
  EXPECT_NE(problem_.find("checkpoint.h5: cannot be renamed"), std::string::npos) << problem_;
}

}  // namespace
}  // namespace emsurvey

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "run/train_run.h"
#include "support/temporary_folder.h"
#include "train/alone.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

/// Every rank by itself, in a folder of its own.
class TrainRun : public ::testing::Test {
 protected:
  TrainRun() { at::set_num_threads(1); }
  bool train(Training& training, TimeBudget time = TimeBudget()) {
    return train_run(training, experiment_, survey_, ranks_, alone_,
                     {.checkpoint_every_s = 0,
                      .provenance = "{}",
                      .warn = [](const std::string&) {},
                      .after_step = [](const Training&) {},
                      .is_stopping = [] { return false; }},
                     time);
  }
  Training new_training() {
    return {experiment_, make_split(experiment_.split_rule, 1, 5), dataset_, alone_};
  }

  TemporaryFolder folder_;
  const SurveyFolder survey_{folder_.path()};
  const Communicator ranks_ = Communicator::world().split(Communicator::world().rank());
  const Dataset dataset_ = small_dataset(5);
  const Experiment experiment_ = small_experiment();
  const Alone alone_;
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
  Training training = new_training();
  {
    const at::NoGradGuard no_graph;
    training.generator().parameters()[0].fill_(std::numeric_limits<float>::quiet_NaN());
  }
  EXPECT_THROW(train(training), Diverged);
  EXPECT_FALSE(std::filesystem::exists(survey_.checkpoint(1)));
}

}  // namespace
}  // namespace emsurvey

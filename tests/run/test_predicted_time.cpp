#include <gtest/gtest.h>

#include "run/predicted_time.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

TEST(PredictedTime, OfWorkersWhoEachTakeTheLongestThatIsLeft) {
  EXPECT_EQ(makespan({1, 2, 3}, 1), 6);
  EXPECT_EQ(makespan({1, 2, 3}, 2), 3);
  EXPECT_EQ(makespan({3, 3, 2, 2, 2}, 2), 7) << "the best would be 6, but nobody looks ahead";
  EXPECT_EQ(makespan({5, 1}, 9), 5);
  EXPECT_EQ(makespan({}, 2), 0);
  EXPECT_EQ(makespan({5, 1}, std::size_t{1} << 60), 5);
}

TEST(PredictedTime, IsTheWorkOfTrainingAndTestByTheSpeed) {
  Experiment experiment = small_experiment();
  const Dataset dataset = small_dataset(5);
  const Split split = make_split(experiment.split_rule, experiment.split, 5);
  double tested = 0;
  for (const int image : split.images(Role::test))
    tested += static_cast<double>(dataset.sections[static_cast<std::size_t>(image)].raw.values.size());
  ASSERT_GT(tested, 0);
  const double per_pixel = experiment.relative_cost() / static_cast<double>(experiment.steps) /
                           experiment.batch / experiment.crop_px / experiment.crop_px;
  const double seconds = (experiment.relative_cost() + per_pixel * tested) / 1e6;
  EXPECT_NEAR(predicted_seconds(experiment, dataset, 1, 1e6), seconds, 1e-9 * seconds);
  EXPECT_NEAR(predicted_seconds(experiment, dataset, 2, 1e6), seconds / 2, 1e-9 * seconds);
  experiment.scale = 2;
  EXPECT_NEAR(predicted_seconds(experiment, dataset, 1, 1e6), seconds + 3e-6 * per_pixel * tested,
              1e-9 * seconds);
}

TEST(PredictedTime, MeasuresWhatDoesNotFitTheSectionsUnscaled) {
  const Dataset dataset = small_dataset(5);
  Experiment experiment = small_experiment();
  experiment.scale = 4;
  experiment.crop_px = 96;  // more than a section has unscaled
  TrainingSpeed speed(dataset, at::kCPU);
  const double first = speed.of(experiment);
  EXPECT_GT(first, 0);
  EXPECT_EQ(speed.of(experiment), first) << "measured once";
}

}  // namespace
}  // namespace emsurvey

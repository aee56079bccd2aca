#include <gtest/gtest.h>

#include "plan/predicted_time.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

PieceTimes some_pieces() {
  PieceTimes pieces;
  pieces.make_s = 0.5;
  pieces.step_s = 2;
  pieces.save_s = 0.25;
  pieces.label_s_per_pixel = 1e-3;
  pieces.score_s_per_pixel = 2e-3;
  pieces.choose_s_per_pixel = 6e-3;
  pieces.test_s_per_pixel = 4e-3;
  return pieces;
}

double tested_pixels(const Experiment& experiment, const Dataset& dataset) {
  const Split split = experiment.split_for(dataset);
  double pixels = 0;
  for (const int image : split.images(Role::test))
    pixels += 28.0 * dataset.sections[static_cast<std::size_t>(image)].raw.height;
  return pixels;
}

TEST(PredictedTime, OfWorkersWhoEachTakeTheLongestThatIsLeft) {
  EXPECT_EQ(makespan({1, 2, 3}, 1), 6);
  EXPECT_EQ(makespan({3, 2, 1}, 2), 3);
  EXPECT_EQ(makespan({1, 2, 3}, 2), 4) << "work is taken in the given order";
  EXPECT_EQ(makespan({3, 3, 2, 2, 2}, 2), 7) << "the best would be 6, but nobody looks ahead";
  EXPECT_EQ(makespan({5, 1}, 9), 5);
  EXPECT_EQ(makespan({}, 2), 0);
  EXPECT_EQ(makespan({5, 1}, std::size_t{1} << 60), 5);
}

TEST(PredictedTime, OfARunIsThatOfItsSteps) {
  const Experiment experiment = small_experiment();
  EXPECT_DOUBLE_EQ(predicted_seconds(experiment, small_dataset(5), 1, 60, some_pieces()).steps, 12 * 2.0);
}

TEST(PredictedTime, OfARunCountsItsCheckpoints) {
  const Experiment experiment = small_experiment();
  const Dataset dataset = small_dataset(5);
  const auto rest = [&](double every_s) {
    return predicted_seconds(experiment, dataset, 1, every_s, some_pieces()).rest;
  };
  // The steps take 24 seconds, and one checkpoint is written at the end.
  EXPECT_DOUBLE_EQ(rest(10) - rest(60), 2 * 0.25);
  EXPECT_DOUBLE_EQ(rest(0) - rest(60), 12 * 0.25) << "no more than one a step";
}

TEST(PredictedTime, OfARunCountsItsTestsAtTheirScale) {
  Experiment experiment = small_experiment();
  const Dataset dataset = small_dataset(5);
  const double tested = tested_pixels(experiment, dataset);
  ASSERT_GT(tested, 0);
  EXPECT_NEAR(predicted_seconds(experiment, dataset, 1, 60, some_pieces()).tests, 5e-3 * tested, 1e-9);
  experiment.scale = 2;
  EXPECT_NEAR(predicted_seconds(experiment, dataset, 1, 60, some_pieces()).tests, 4 * 5e-3 * tested, 1e-9);
}

TEST(PredictedTime, OfAJobIsThatOfTheRankWithMostTestSections) {
  const Experiment experiment = small_experiment();
  const Dataset dataset = small_dataset(15);  // Three sections are tested.
  const double alone = predicted_seconds(experiment, dataset, 1, 60, some_pieces()).tests;
  EXPECT_NEAR(predicted_seconds(experiment, dataset, 2, 60, some_pieces()).tests, alone * 2 / 3, 1e-9);
  EXPECT_NEAR(predicted_seconds(experiment, dataset, 3, 60, some_pieces()).tests, alone / 3, 1e-9);
  EXPECT_NEAR(predicted_seconds(experiment, dataset, 9, 60, some_pieces()).tests, alone / 3, 1e-9);
}

TEST(PredictedTime, OfARunCountsTenValidationsByOneRank) {
  Experiment experiment = small_experiment(), validated = experiment;
  validated.split_rule.validation_images = 1;
  const Dataset dataset = small_dataset(5);
  const Split split = validated.split_for(one_volume(5));
  const auto section = dataset.sections[static_cast<std::size_t>(split.images(Role::validation).at(0))];
  const double pixels = 28.0 * section.raw.height;
  for (const int ranks : {1, 2})
    EXPECT_NEAR(predicted_seconds(validated, dataset, ranks, 60, some_pieces()).tests -
                    predicted_seconds(experiment, dataset, ranks, 60, some_pieces()).tests,
                10 * 1e-3 * pixels, 1e-9);
  Experiment scored = validated;
  scored.validate_every = 5;  // After the steps 5, 10 and 12.
  EXPECT_NEAR(predicted_seconds(scored, dataset, 1, 60, some_pieces()).tests -
                  predicted_seconds(validated, dataset, 1, 60, some_pieces()).tests,
              3 * 3e-3 * pixels, 1e-9);
  Experiment chosen = scored;
  chosen.threshold.reset();  // Labels and chooses in each validation, and once before the test.
  EXPECT_NEAR(predicted_seconds(chosen, dataset, 1, 60, some_pieces()).tests -
                  predicted_seconds(validated, dataset, 1, 60, some_pieces()).tests,
              4 * 7e-3 * pixels, 1e-9);
}

TEST(PredictedTime, OfCopyBaselinesIsThatOfEachSplitAndScaleOnce) {
  const Dataset dataset = small_dataset(5);
  std::vector<Experiment> experiments(4, small_experiment());
  experiments[1].loss = "dice";
  experiments[2].split = 2;
  experiments[3].scale = 2;
  experiments[0].split_identity = experiments[1].split_identity = "split 1";
  experiments[2].split_identity = "split 2";
  experiments[3].split_identity = "split 1, twice the size";
  const std::vector<PieceTimes> pieces(4, some_pieces());
  const double first = 2e-3 * tested_pixels(experiments[0], dataset),
               second = 2e-3 * tested_pixels(experiments[2], dataset);
  EXPECT_NEAR(copy_baseline_seconds(experiments, dataset, 1, pieces), 5 * first + second, 1e-9);
  EXPECT_NEAR(copy_baseline_seconds(experiments, dataset, 3, pieces), 4 * first, 1e-9);
}

}  // namespace
}  // namespace emsurvey

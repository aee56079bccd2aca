#include <gtest/gtest.h>

#include "support/input_error.h"
#include "survey/execution.h"
#include "survey/survey_config.h"

namespace emsurvey {
namespace {

TEST(SurveyConfig, HasTheDefaultsOfKeysThatAreNotGiven) {
  const ExecutionKeys execution = execution_keys({});
  EXPECT_EQ(execution.device, DeviceChoice::automatic);
  EXPECT_EQ(execution.ranks_per_training, 1);
  EXPECT_FALSE(execution.trainings_per_gpu || execution.threads || execution.time_limit_s);
  EXPECT_EQ(execution.checkpoint_every_s, 60);
  EXPECT_EQ(execution.stall_timeout_s, 600);
  EXPECT_EQ(execution.retries, 0);
  EXPECT_EQ(ResultKeys().precision, Precision::tf32);
  EXPECT_EQ(ResultKeys().epochs.count, 500);
  EXPECT_EQ(ResultKeys().crop_px, 256);
}

TEST(SurveyConfig, HasTypedValuesOfEveryPointOfTheGrid) {
  const SurveyConfig config = survey_config(
      {{"loss", {"dice", "hinge"}}, {"splits", {"2"}}, {"epochs", {"4800/n"}}, {"lr", {"1e-3"}}});
  ASSERT_EQ(config.points.size(), 4U);
  const GridPoint& last = config.points.back();
  EXPECT_EQ(last.keys.loss, "hinge");
  EXPECT_EQ(last.keys.split, 2);
  EXPECT_EQ(last.keys.epochs.count, 4800);
  EXPECT_TRUE(last.keys.epochs.is_total);
  EXPECT_EQ(last.keys.learning_rate, 0.001);
  EXPECT_EQ(last.texts.at("lr"), "1e-3");
  EXPECT_EQ(config.varying, (std::vector<std::string>{"loss", "split"}));
}

TEST(SurveyConfig, RefusesValuesOutOfTheirBoundsNamingTheKey) {
  EXPECT_INPUT_ERROR(survey_config({{"splits", {"1"}}, {"batch", {"4097"}}}),
                     "batch: `4097` is not a whole number from 1 to 4096; give a number in this range");
  EXPECT_INPUT_ERROR(survey_config({{"splits", {"1"}}, {"beta1", {"1"}}}),
                     "beta1: `1` is not a number from 0 to 0.999999");
  EXPECT_INPUT_ERROR(survey_config({{"splits", {"0"}}}),
                     "splits: `0` is not a whole number from 1 to 100000");
  EXPECT_INPUT_ERROR(execution_keys({{"trainings-per-gpu", {"33"}}}),
                     "`33` is not a whole number from 1 to 32");
  EXPECT_INPUT_ERROR(execution_keys({{"retries", {"1", "2"}}}), "retries: has several values; give one");
  EXPECT_INPUT_ERROR(execution_keys({{"device", {"gpu"}}}), "device: `gpu` is not a known device");
  EXPECT_INPUT_ERROR(execution_keys({{"deterministic", {"yes"}}}), "`yes` is not a known choice");
}

TEST(ExecutionOf, RequiresTheDataAndTheFolder) {
  EXPECT_INPUT_ERROR(execution_of({{"output", {"s"}}}), "data: is not given; give it as --data");
  EXPECT_INPUT_ERROR(execution_of({{"data", {"d.h5"}}}), "output: is not given; give it as --output");
}

}  // namespace
}  // namespace emsurvey

#include <ATen/Context.h>
#include <gtest/gtest.h>

#include "train/precision.h"
#include "train/serial_reducer.h"
#include "train/small_data.h"
#include "train/training.h"

namespace emsurvey {
namespace {

/// Decrease of the moving average of the classic loss from the first to the fiftieth step.
double fall_of_loss(const Experiment& experiment, const Dataset& dataset) {
  SerialReducer alone;
  Training training(experiment, experiment.split_for(one_volume(5)), dataset, alone);
  training.step();
  const double first = training.losses().classic;
  for (int step = 1; step < 50; ++step) training.step();
  return first - training.losses().classic;
}

TEST(Precision, Bfloat16LearnsAsFloat32) {
  const Dataset dataset = small_dataset(5);
  Experiment resnet = small_experiment("dice"), unet = resnet;
  unet.network = {"unet", 2, 4, 2};
  for (Experiment experiment : {resnet, unet}) {
    experiment.learning_rate = 0.002;
    const double in_float32 = fall_of_loss(experiment, dataset);
    experiment.precision = Precision::bf16;
    const double in_bfloat16 = fall_of_loss(experiment, dataset);
    EXPECT_GT(in_float32, 0.05);
    EXPECT_NEAR(in_bfloat16, in_float32, 0.1 * in_float32) << experiment.network.name;
    EXPECT_NE(in_bfloat16, in_float32) << "it is float32";
  }
}

TEST(Precision, IsThatOfConvolutionsAndOfProducts) {
  const auto& context = at::globalContext();
  for (const Precision precision : {Precision::tf32, Precision::bf16, Precision::float32}) {
    use_gpu_arithmetic(precision, /*is_deterministic=*/false);
    EXPECT_EQ(context.allowTF32CuDNN(), precision != Precision::float32);
    EXPECT_EQ(context.allowTF32CuBLAS(), precision != Precision::float32);
  }
}

TEST(Precision, DeterminismLeavesTheChoiceOfAlgorithmsNotToTime) {
  const auto& context = at::globalContext();
  use_gpu_arithmetic(Precision::float32, /*is_deterministic=*/true);
  EXPECT_TRUE(context.deterministicAlgorithms() && context.deterministicCuDNN() && !context.benchmarkCuDNN());
  EXPECT_STREQ(std::getenv("CUBLAS_WORKSPACE_CONFIG"), ":4096:8");
  use_gpu_arithmetic(Precision::float32, /*is_deterministic=*/false);
  EXPECT_TRUE(!context.deterministicAlgorithms() && !context.deterministicCuDNN() &&
              context.benchmarkCuDNN());
}

}  // namespace
}  // namespace emsurvey

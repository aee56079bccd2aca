#include <ATen/Context.h>
#include <gtest/gtest.h>

#include "train/alone.h"
#include "train/precision.h"
#include "train/scaled.h"
#include "train/small_data.h"
#include "train/training.h"

namespace emsurvey {
namespace {

TEST(Precision, Bfloat16FollowsFloat32) {
  const Dataset dataset = scaled(small_dataset(5), 4);
  const Alone alone;
  auto experiments = every_model();
  for (const char* network : {"densenet", "highwaynet"}) {
    experiments.push_back(small_experiment("square"));
    experiments.back().network = {network, 1, 4, 2};
  }
  for (Experiment experiment : experiments) {
    experiment.learning_rate = 0.001;
    const Split split = make_split(experiment.split_rule, experiment.split, 5);
    Training in_float32(experiment, split, dataset, alone);
    experiment.precision = "bf16";
    Training in_bfloat16(experiment, split, dataset, alone);
    for (int step = 0; step < 20; ++step) {
      in_float32.step();
      in_bfloat16.step();
      const double expected = in_float32.losses().classic;
      EXPECT_NEAR(in_bfloat16.losses().classic, expected, 0.02 * expected)
          << experiment.model << " " << experiment.network.name << " step " << step;
    }
    EXPECT_NE(in_bfloat16.losses().classic, in_float32.losses().classic) << "it is float32";
    for (const at::Tensor& weights : in_bfloat16.generator().parameters())
      EXPECT_EQ(weights.scalar_type(), at::kFloat);
  }
}

TEST(Precision, IsThatOfConvolutionsAndOfProducts) {
  const auto& context = at::globalContext();
  for (const char* precision : {"tf32", "bf16", "float32"}) {
    use_gpu_arithmetic(precision, /*is_deterministic=*/false);
    EXPECT_EQ(context.allowTF32CuDNN(), precision != std::string("float32"));
    EXPECT_EQ(context.allowTF32CuBLAS(), precision != std::string("float32"));
  }
}

TEST(Precision, DeterminismLeavesTheChoiceOfAlgorithmsNotToTime) {
  const auto& context = at::globalContext();
  use_gpu_arithmetic("float32", /*is_deterministic=*/true);
  EXPECT_TRUE(context.deterministicAlgorithms() && context.deterministicCuDNN() && !context.benchmarkCuDNN());
  EXPECT_STREQ(std::getenv("CUBLAS_WORKSPACE_CONFIG"), ":4096:8");
  use_gpu_arithmetic("float32", /*is_deterministic=*/false);
  EXPECT_TRUE(!context.deterministicAlgorithms() && !context.deterministicCuDNN() &&
              context.benchmarkCuDNN());
}

}  // namespace
}  // namespace emsurvey

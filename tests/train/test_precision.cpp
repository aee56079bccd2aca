#include <ATen/Context.h>
#include <gtest/gtest.h>

#include "support/input_error.h"
#include "train/precision.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

TEST(Precision, Bfloat16TakesAGpu) {
  Experiment experiment = small_experiment();
  for (const char* precision : {"float32", "tf32"}) {
    experiment.precision = precision;
    EXPECT_NO_THROW(require_precision({experiment}, at::kCPU));
  }
  experiment.precision = "bf16";
  EXPECT_INPUT_ERROR(require_precision({experiment}, at::kCPU), "precision");
  EXPECT_NO_THROW(require_precision({experiment}, {at::kCUDA, 0}));
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

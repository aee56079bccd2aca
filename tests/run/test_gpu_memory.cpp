#include <gtest/gtest.h>

#include "run/gpu_memory.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

GpuMemory memory_of(const Experiment& experiment, int ranks_per_job = 1) {
  ParameterCounts counts;
  return gpu_memory_of(experiment, small_dataset(5), ranks_per_job, counts);
}

TEST(GpuMemory, OfASmallTrainingIsThatCountedByHand) {
  // A resnet of one block and 4 filters with 2 labels: 27 values a pixel are kept, 15 lie in its widest
  // layer.
  const GpuMemory memory = memory_of(small_experiment());
  EXPECT_EQ(memory.step_bytes, 4U * 4 * 16 * 16 * (27 + 15));
  // Weights: 49 x 3 x 4 + 9 x 4 x 8 + 9 x 8 x 16 down, 2 x (9 x 16 x 16 + 2 x 16), then 16 x 16 x 8 + 2 x 8 +
  // 16 x 8 x 4 + 2 x 4 + 49 x 4 x 2 up.
  EXPECT_EQ(memory.weight_bytes, 4U * 4 * (588 + 288 + 1152 + 4672 + 2048 + 16 + 512 + 8 + 392));
  // Sections are 28 wide and up to 28 high.
  EXPECT_LE(memory.section_bytes, 4U * 28 * 28 * 15);
  EXPECT_GE(memory.section_bytes, 4U * 24 * 28 * 15);
  EXPECT_EQ(memory.bytes(), memory.weight_bytes + memory.step_bytes);
}

TEST(GpuMemory, GrowsWithWhatIsLarger) {
  const Experiment experiment = small_experiment();
  Experiment larger_batch = experiment, larger_crop = experiment, judged = experiment,
             larger_scale = experiment;
  larger_batch.batch *= 2;
  larger_crop.crop_px *= 2;
  judged.model = "pix2pix";
  larger_scale.scale = 3;
  const GpuMemory memory = memory_of(experiment);
  EXPECT_EQ(memory_of(larger_batch).step_bytes, 2 * memory.step_bytes);
  EXPECT_EQ(memory_of(larger_crop).step_bytes, 4 * memory.step_bytes);
  EXPECT_GT(memory_of(judged).step_bytes, memory.step_bytes);
  EXPECT_GT(memory_of(judged).weight_bytes, memory.weight_bytes);
  EXPECT_GT(memory_of(larger_scale).section_bytes, memory.section_bytes);
  EXPECT_EQ(memory_of(experiment, 2).step_bytes, memory.step_bytes / 2);
}

TEST(GpuMemory, OfARankIsThatOfItsLargestTrainingsSideBySide) {
  const Dataset dataset = small_dataset(5);
  Experiment small = small_experiment(), large = small;
  large.run = 2;
  large.batch = 64;
  const auto small_bytes = memory_of(small).bytes(), large_bytes = memory_of(large).bytes();
  const std::vector<Experiment> experiments = {small, large, small};
  const RankMemory one = gpu_memory_needed(experiments, dataset, 1, 1);
  EXPECT_EQ(one.largest.bytes(), large_bytes);
  EXPECT_EQ(one.largest_run, 2);
  EXPECT_GT(one.bytes, large_bytes);
  // Each has the sections for itself.
  const auto of_second = gpu_memory_needed(experiments, dataset, 1, 2).bytes - one.bytes;
  EXPECT_GT(of_second, small_bytes);
  EXPECT_EQ(gpu_memory_needed(experiments, dataset, 1, 9).bytes - one.bytes, 2 * of_second);
}

}  // namespace
}  // namespace emsurvey

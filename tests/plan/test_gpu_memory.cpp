#include <gtest/gtest.h>

#include "plan/gpu_memory.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

GpuMemory memory_of(const Experiment& experiment, int ranks_per_training = 1) {
  ParameterCounts counts;
  return gpu_memory_of(experiment, small_dataset(5), ranks_per_training, counts);
}

TEST(GpuMemory, OfASmallTrainingIsThatCountedByHand) {
  // A resnet with one block, 4 filters and 2 labels keeps 27 values per pixel; its widest layer has 15.
  const GpuMemory memory = memory_of(small_experiment());
  EXPECT_EQ(memory.step_bytes, 4U * 4 * 16 * 16 * (27 + 15));
  // Weights: 49 x 3 x 4 + 9 x 4 x 8 + 9 x 8 x 16 down, 2 x (9 x 16 x 16 + 2 x 16), then 16 x 16 x 8 + 2 x 8 +
  // 16 x 8 x 4 + 2 x 4 + 49 x 4 x 2 up.
  EXPECT_EQ(memory.weight_bytes, 4U * 4 * (588 + 288 + 1152 + 4672 + 2048 + 16 + 512 + 8 + 392));
  // Sections are 28 pixels wide and up to 28 high.
  EXPECT_LE(memory.section_bytes, 4U * 28 * 28 * 15);
  EXPECT_GE(memory.section_bytes, 4U * 24 * 28 * 15);
  EXPECT_EQ(memory.bytes(), memory.weight_bytes + memory.step_bytes + memory.section_bytes);
}

TEST(GpuMemory, GrowsWithWhatIsLarger) {
  const Experiment experiment = small_experiment();
  Experiment larger_batch = experiment, larger_crop = experiment, judged = experiment,
             larger_scale = experiment;
  larger_batch.batch *= 2;
  larger_crop.crop_px *= 2;
  judged.model = ModelKind::pix2pix;
  larger_scale.scale = 3;
  const GpuMemory memory = memory_of(experiment);
  EXPECT_EQ(memory_of(larger_batch).step_bytes, 2 * memory.step_bytes);
  EXPECT_EQ(memory_of(larger_crop).step_bytes, 4 * memory.step_bytes);
  EXPECT_GT(memory_of(judged).step_bytes, memory.step_bytes);
  EXPECT_GT(memory_of(judged).weight_bytes, memory.weight_bytes);
  EXPECT_GT(memory_of(larger_scale).section_bytes, memory.section_bytes);
  EXPECT_EQ(memory_of(experiment, 2).step_bytes, memory.step_bytes / 2);
}

TEST(GpuMemory, OfARankIsThatOfItsLargestTrainingsSideBySideWithTheirSectionsOnce) {
  const Dataset dataset = small_dataset(5);
  const std::uint64_t sections_bytes = 4U * (1 + 2) * 28 * (24 + 25 + 26 + 27 + 28);
  Experiment small = small_experiment(), large = small;
  large.run = 2;
  large.batch = 64;
  const auto small_bytes = memory_of(small).bytes(), large_bytes = memory_of(large).bytes();
  const std::vector<Experiment> experiments = {small, large, small};
  const RankMemory one = gpu_memory_needed(experiments, dataset, 1, 1);
  EXPECT_EQ(one.largest.bytes(), large_bytes);
  EXPECT_EQ(one.largest_run, 2);
  EXPECT_GT(one.bytes, large_bytes + sections_bytes);
  EXPECT_EQ(gpu_memory_needed(experiments, dataset, 1, 2).bytes - one.bytes, small_bytes);
  EXPECT_EQ(gpu_memory_needed(experiments, dataset, 1, 9).bytes - one.bytes, 2 * small_bytes);
}

TEST(GpuMemory, OfARankCountsTheSectionsAtAsManyScalesAsThereMayBeTrainings) {
  Dataset dataset = small_dataset(5);
  dataset.sections[2].valid.assign(2, Plane<std::uint8_t>(26, 28, 1));
  dataset.sections[2].valid[0].at(3, 3) = 0;
  // Annotation masks of all sections are kept as soon as one section has unannotated pixels.
  const std::uint64_t sections_bytes = 4U * (1 + 2 + 2) * 28 * (24 + 25 + 26 + 27 + 28);
  const Experiment whole = small_experiment();
  Experiment twice = whole, half = whole;
  twice.scale = 2;
  half.scale = 0.5;
  const auto bytes = [&](const std::vector<Experiment>& experiments, int trainings_per_gpu) {
    return gpu_memory_needed(experiments, dataset, 1, trainings_per_gpu).bytes;
  };
  const auto training = memory_of(whole).bytes(), twice_training = memory_of(twice).bytes();
  const auto cuda_itself = bytes({whole}, 1) - training - sections_bytes;
  EXPECT_EQ(bytes({whole, half}, 1), bytes({whole}, 1));
  EXPECT_EQ(bytes({whole, half}, 2), bytes({whole}, 1) + memory_of(half).bytes() + sections_bytes / 4);
  EXPECT_EQ(bytes({twice, twice}, 1), cuda_itself + twice_training + 4 * sections_bytes);
  EXPECT_EQ(bytes({half, whole, twice}, 2), cuda_itself + training + twice_training + 5 * sections_bytes);
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include "plan/disk_space.h"
#include "support/temporary_folder.h"
#include "train/serial_reducer.h"
#include "train/small_data.h"
#include "train/training.h"

namespace emsurvey {
namespace {

Experiment wide_experiment(ModelKind model) {
  Experiment experiment = small_experiment();
  experiment.network.filters = 32;
  experiment.model = model;
  experiment.crop_px = 24;
  return experiment;
}

TEST(DiskSpace, OfARunIsThatOfItsCheckpoints) {
  const Dataset dataset = small_dataset(5);
  SerialReducer alone;
  for (const ModelKind model : {ModelKind::classic, ModelKind::pix2pix}) {
    const Experiment experiment = wide_experiment(model);
    const Training training(experiment, experiment.split_for(one_volume(5)), dataset, alone);
    const double in_training = static_cast<double>(2 * training.checkpoint(true, "{}").size());
    const auto need = static_cast<double>(space_needed({experiment}, dataset, 1).checkpoint_bytes);
    EXPECT_LE(need, in_training);  // A run that fits is never refused.
    EXPECT_GE(need, 0.8 * in_training) << to_string(model);
  }
}

TEST(DiskSpace, CountsTheKeptWeightsOfATraining) {
  const Dataset dataset = small_dataset(5);
  SerialReducer alone;
  Experiment experiment = wide_experiment(ModelKind::pix2pix);
  const Split split = make_split(experiment.split_rule, 1, 5);
  Training training(experiment, split, dataset, alone);
  const auto without = static_cast<double>(training.checkpoint(true, "{}").size());
  training.keep_if_better(0.5);
  const double kept = 2 * (static_cast<double>(training.checkpoint(true, "{}").size()) - without);
  const auto need = static_cast<double>(space_needed({experiment}, dataset, 1).checkpoint_bytes);
  experiment.keep = Keep::best;
  EXPECT_NEAR(static_cast<double>(space_needed({experiment}, dataset, 1).checkpoint_bytes) - need, kept,
              0.2 * kept);
}

TEST(DiskSpace, CountsTheRunsThatAreTrainedAtOnceSixfold) {
  const Dataset dataset = small_dataset(5);
  const Experiment experiment = wide_experiment(ModelKind::classic);
  const auto weights = space_needed({experiment}, dataset, 1).checkpoint_bytes / 6;
  EXPECT_EQ(space_needed({experiment, experiment, experiment}, dataset, 1).checkpoint_bytes, 8 * weights);
  EXPECT_EQ(space_needed({experiment, experiment, experiment}, dataset, 2).checkpoint_bytes, 13 * weights);
  EXPECT_EQ(space_needed({experiment, experiment, experiment}, dataset, 9).checkpoint_bytes, 18 * weights);
}

TEST(DiskSpace, IsAskedOfTheFolderAboveWhereThereIsNoneYet) {
  const TemporaryFolder folder;
  EXPECT_TRUE(free_space(folder.path() / "not" / "there"));
}

TEST(DiskSpace, SizesReadAsInTexts) {
  EXPECT_EQ(size_text(0), "0 bytes");
  EXPECT_EQ(size_text(999), "999 bytes");
  EXPECT_EQ(size_text(1500), "1.5 kB");
  EXPECT_EQ(size_text(999'900'000), "1 GB");
}

}  // namespace
}  // namespace emsurvey

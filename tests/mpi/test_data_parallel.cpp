// The results of a training do not depend on the number of ranks that train together.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cmath>

#include "loss/catalogue.h"
#include "train/make_reducer.h"
#include "train/scaled.h"
#include "train/serial_reducer.h"
#include "train/small_data.h"
#include "train/training.h"

namespace emsurvey {
namespace {

/// Returns a data set with an unannotated border, so that the numbers of annotated pixels differ between
/// ranks.
Dataset partly_annotated() {
  Dataset dataset = small_dataset(5);
  for (auto& section : dataset.sections) {
    section.valid.assign(2, Plane<std::uint8_t>(section.raw.height, section.raw.width, 1));
    for (int y = 0; y < section.raw.height; ++y) {
      for (int x = 0; x < 9; ++x) section.valid[0].at(y, x) = 0;
    }
  }
  return dataset;
}

/// Expects equal losses after every step and equal final weights for a group of all ranks and for one rank.
void expect_same_training(const Experiment& experiment, const Dataset& dataset) {
  const Communicator world = Communicator::world();
  const auto together = make_reducer(world, at::kCPU, 0);
  EXPECT_STREQ(together->name(), world.size() > 1 ? "MPI" : "nothing");
  SerialReducer alone;
  const Split split = experiment.split_for(one_volume(5));
  Training shared(experiment, split, dataset, *together), single(experiment, split, dataset, alone);
  for (int i = 0; i < 4; ++i) {
    shared.step();
    single.step();
    for (const auto loss :
         {&TrainingLosses::classic, &TrainingLosses::adversarial, &TrainingLosses::discriminator}) {
      const double expected = single.losses().*loss;
      if (std::isnan(expected)) continue;
      // The input of the discriminator comes from a generator whose output differs by rounding errors.
      const double tolerance = loss == &TrainingLosses::classic ? 1e-5 : 1e-3;
      EXPECT_NEAR(shared.losses().*loss, expected, tolerance * std::abs(expected))
          << experiment.loss << " step " << i;
    }
  }
  const auto a = shared.generator().parameters(), b = single.generator().parameters();
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_LT((a[i] - b[i]).abs().max().item<double>(), 2e-3)
        << experiment.loss;  // The learning rate is 0.01, and Adam amplifies small rounding errors.
  }
}

TEST(DataParallel, EveryLossTrainsAsOnOneRank) {
  at::set_num_threads(1);
  for (const Dataset& dataset : {small_dataset(5), partly_annotated()}) {
    // small_experiment() has a batch size of 4.
    for (const auto& loss : loss_names()) expect_same_training(small_experiment(loss), dataset);
  }
}

TEST(DataParallel, ADiscriminatorTrainsAsOnOneRank) {
  at::set_num_threads(1);
  for (const Dataset& dataset : {small_dataset(5), partly_annotated()}) {
    Experiment experiment = small_experiment("square");
    experiment.model = ModelKind::pix2pix;
    experiment.crop_px = 24;
    experiment.learning_rate = 0.0002;
    expect_same_training(experiment, dataset);
  }
}

TEST(DataParallel, DropsTheSameFeaturesAsOnOneRank) {
  at::set_num_threads(1);
  const Dataset dataset = scaled(small_dataset(5), 4);
  Experiment experiment = small_experiment("square");
  experiment.network = {"unet", 6, 2, 2};
  experiment.crop_px = 64;
  experiment.learning_rate = 0.0002;
  expect_same_training(experiment, dataset);
}

}  // namespace
}  // namespace emsurvey

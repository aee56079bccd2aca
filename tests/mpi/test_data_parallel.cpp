// A training does not depend on how many ranks share it.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "loss/catalogue.h"
#include "train/alone.h"
#include "train/mpi_reducer.h"
#include "train/small_data.h"
#include "train/training.h"

namespace emsurvey {
namespace {

/// An unannotated border, so that ranks see different numbers of annotated pixels.
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

TEST(DataParallel, EveryLossTrainsAsOnOneRank) {
  at::set_num_threads(1);
  const Communicator world = Communicator::world();
  const MpiReducer together(world);
  const Alone alone;
  for (const Dataset& dataset : {small_dataset(5), partly_annotated()}) {
    for (const auto& loss : loss_names()) {
      const Experiment experiment = small_experiment(loss);  // batch 4: shared by 1, 2 or 4 ranks
      const Split split = make_split(experiment.split_rule, 1, 5);
      Training shared(experiment, split, dataset, together), single(experiment, split, dataset, alone);
      for (int i = 0; i < 4; ++i) {
        shared.step();
        single.step();
        EXPECT_NEAR(shared.losses().classic, single.losses().classic, 1e-5 * std::abs(single.losses().classic)) << loss << " step " << i;
      }
      const auto a = shared.generator().parameters(), b = single.generator().parameters();
      for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_LT((a[i] - b[i]).abs().max().item<double>(), 2e-3)
            << loss;  // lr 0.01; Adam makes much of small rounding
      }
    }
  }
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include "plan/pieces_of_grid.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

Experiment with_network(const NetworkSpec& network) {
  Experiment experiment = small_experiment();
  experiment.network = network;
  return experiment;
}

/// Notes which experiments are measured. A step of a network of depth d takes d x d seconds.
struct Notes {
  std::vector<int> depths;
  std::vector<double> seconds;

  MeasurePieces measure() {
    return [this](const Experiment& experiment, double enough_s) {
      depths.push_back(experiment.network.depth);
      seconds.push_back(enough_s);
      PieceTimes pieces;
      pieces.step_s = experiment.network.depth * experiment.network.depth;
      pieces.memory_bytes = 100 * experiment.network.depth;
      return pieces;
    };
  }
};

TEST(PiecesOfGrid, AreMeasuredOncePerKindOfRun) {
  Experiment other_loss = small_experiment("dice"), other_split = small_experiment(),
             other_batch = small_experiment();
  other_split.split = 2;
  other_split.steps = 999;
  other_batch.batch = 8;
  Notes notes;
  const auto pieces =
      pieces_of({small_experiment(), other_loss, other_split, other_batch}, 1, notes.measure());
  EXPECT_EQ(pieces.size(), 4U);
  EXPECT_EQ(notes.depths.size(), 2U);
  EXPECT_EQ(notes.seconds, (std::vector<double>{0.5, 0.5})) << "they share the time";
}

TEST(PiecesOfGrid, TakeNoMoreThanAFewSecondsEach) {
  Notes notes;
  pieces_of({small_experiment()}, 1000, notes.measure());
  EXPECT_EQ(notes.seconds, std::vector<double>{3});
}

TEST(PiecesOfGrid, OfDepthsBetweenTwoAreInterpolatedWhereUnitsAreAlike) {
  std::vector<Experiment> resnets, unets;
  for (const int depth : {6, 2, 4}) resnets.push_back(with_network({"resnet", depth, 4, 2}));
  for (const int depth : {4, 2, 3}) unets.push_back(with_network({"unet", depth, 4, 2}));
  Notes notes;
  const auto pieces = pieces_of(resnets, 1, notes.measure());
  EXPECT_EQ(notes.depths, (std::vector<int>{2, 6}));
  EXPECT_EQ(pieces[0].step_s, 36);
  EXPECT_EQ(pieces[1].step_s, 4);
  EXPECT_EQ(pieces[2].step_s, 20);
  EXPECT_EQ(pieces[2].memory_bytes, 400);
  notes.depths.clear();
  EXPECT_EQ(pieces_of(unets, 1, notes.measure())[2].step_s, 9);
  EXPECT_EQ(notes.depths, (std::vector<int>{2, 3, 4}));
}

}  // namespace
}  // namespace emsurvey

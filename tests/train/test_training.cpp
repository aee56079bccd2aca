#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/error.h"
#include "loss/catalogue.h"
#include "support/input_error.h"
#include "train/checkpoint.h"
#include "train/serial_reducer.h"
#include "train/small_data.h"
#include "train/training.h"

namespace emsurvey {
namespace {

class TrainingTest : public ::testing::Test {
 protected:
  TrainingTest() { at::set_num_threads(1); }
  Training new_training(const Experiment& experiment) {
    return {experiment, experiment.split_for(one_volume(5)), dataset_, alone_};
  }
  static at::Tensor weights(Training& training) {
    std::vector<at::Tensor> flat;
    for (const auto& parameter : training.generator().parameters())
      flat.push_back(parameter.detach().view(-1));
    return at::cat(flat).clone();
  }
  const Dataset dataset_ = small_dataset(5);
  SerialReducer alone_;
};

TEST_F(TrainingTest, LowersEveryLoss) {
  for (const auto& loss : loss_names()) {
    Experiment experiment = small_experiment(loss);
    Training training = new_training(experiment);
    training.step();
    const double first = training.losses().classic;
    for (int i = 0; i < 60; ++i) training.step();
    EXPECT_LT(training.losses().classic, first) << loss;
  }
}

TEST_F(TrainingTest, StartsFromTheSameWeightsForEveryLossAndOthersForEverySplit) {
  Training dice = new_training(small_experiment("dice")), hinge = new_training(small_experiment("hinge"));
  EXPECT_TRUE(weights(dice).equal(weights(hinge)));
  Experiment other = small_experiment("dice");
  other.split = 2;
  Training other_split = new_training(other);
  EXPECT_FALSE(weights(dice).equal(weights(other_split)));
}

/// Sums asynchronously, as NCCL does.
class AsynchronousSums : public SerialReducer {
 public:
  void sum(at::Tensor&) override { ++under_way; }
  void wait() override {
    if (is_lost) throw std::runtime_error("a rank is lost");
    under_way = 0;
  }
  int under_way = 0;
  bool is_lost = false;
};

TEST_F(TrainingTest, IsNotLookedAtBeforeTheSumsOverItsRanksAreDone) {
  AsynchronousSums ranks;
  const Experiment experiment = every_model()[1];
  Training training(experiment, experiment.split_for(one_volume(5)), dataset_, ranks);
  training.step();  // The weights are hashed after this step.
  EXPECT_EQ(ranks.under_way, 0);
  const std::string checkpoint = training.checkpoint(true, "{}");
  const std::vector<std::function<void()>> looks{[&] { training.losses(); },
                                                 [&] { training.has_diverged(); },
                                                 [&] { training.validation_loss(); },
                                                 [&] { training.weights_hash(); },
                                                 [&] { training.generator(); },
                                                 [&] { training.snapshot(false); },
                                                 [&] { training.restore(checkpoint, "checkpoint.h5"); }};
  for (std::size_t i = 0; i < looks.size(); ++i) {
    training.restore(checkpoint, "checkpoint.h5");
    training.step();
    training.step();
    EXPECT_EQ(ranks.under_way, 2 * 3) << "of losses, of the gradients of two networks";
    ranks.is_lost = true;
    EXPECT_THROW(looks[i](), std::runtime_error) << i;
    ranks.is_lost = false;
    looks[i]();
    EXPECT_EQ(ranks.under_way, 0) << i;
  }
}

TEST_F(TrainingTest, InitialisesAsTheStudyDoes) {
  Experiment experiment = small_experiment();
  experiment.network = {"resnet", 2, 16, 2};
  Training training = new_training(experiment);
  for (const auto& item : training.generator().named_parameters()) {
    const at::Tensor values = item.value().detach();
    const bool is_weight = values.dim() == 4;
    const bool is_offset = !is_weight && item.key().ends_with("bias");
    EXPECT_NEAR(values.mean().item<double>(), is_weight || is_offset ? 0 : 1, 0.015) << item.key();
    EXPECT_EQ(values.abs().max().item<double>() == 0, is_offset) << item.key();
    if (is_weight) {
      EXPECT_NEAR(values.std().item<double>(), 0.02, 0.003) << item.key();
    }
  }
}

TEST_F(TrainingTest, ContinuesFromACheckpointToTheSameBits) {
  for (const Experiment& experiment : every_model()) {
    Training whole = new_training(experiment);
    for (int i = 0; i < 12; ++i) whole.step();

    Training first_part = new_training(experiment);
    for (int i = 0; i < 5; ++i) first_part.step();
    const std::string checkpoint = first_part.checkpoint(true, "{}");
    Training second_part = new_training(experiment);
    second_part.restore(checkpoint, "checkpoint.h5");
    EXPECT_EQ(second_part.steps_done(), 5);
    for (int i = 0; i < 7; ++i) second_part.step();

    EXPECT_TRUE(weights(second_part).equal(weights(whole)));
    EXPECT_EQ(second_part.losses().classic, whole.losses().classic);
    EXPECT_EQ(second_part.checkpoint(true, "{}"), whole.checkpoint(true, "{}"));
  }
}

TEST_F(TrainingTest, ASnapshotStaysAsItWasWhileTheTrainingGoesOn) {
  for (const Experiment& experiment : every_model()) {
    Training training = new_training(experiment);
    training.step();
    const std::string before = training.checkpoint(true, "{}");
    const TrainingSnapshot snapshot = training.snapshot(true);
    for (int i = 0; i < 3; ++i) training.step();
    EXPECT_EQ(snapshot.file("{}"), before);
    EXPECT_FALSE(snapshot.has_diverged());
    EXPECT_NE(training.checkpoint(true, "{}"), before);
  }
}

TEST_F(TrainingTest, TakesTheSameBitsFromSectionsThatStayOnItsDevice) {
  const auto sections = std::make_shared<ResidentSections>(dataset_, at::kCPU);
  for (const Experiment& experiment : every_model()) {
    const Split split = experiment.split_for(one_volume(5));
    Training cut = new_training(experiment),
             resident(experiment, split, dataset_, alone_, Placement{at::kCPU, sections});
    for (int i = 0; i < 5; ++i) {
      cut.step();
      resident.step();
    }
    EXPECT_EQ(resident.weights_hash(), cut.weights_hash());
    EXPECT_EQ(resident.losses().classic, cut.losses().classic);
    resident.restore(cut.checkpoint(true, "{}"), "checkpoint.h5");
    cut.step();
    resident.step();
    EXPECT_EQ(resident.checkpoint(true, "{}"), cut.checkpoint(true, "{}"));
  }
}

TEST_F(TrainingTest, ADiscriminatorLearnsBesideTheGenerator) {
  Experiment experiment = every_model()[1];
  experiment.learning_rate = 0.001;
  Training training = new_training(experiment);
  training.step();
  const TrainingLosses first = training.losses();
  // An untrained discriminator takes labels for true or for generated with equal probability.
  EXPECT_NEAR(first.adversarial, std::log(2), 0.4);
  EXPECT_NEAR(first.discriminator, 2 * std::log(2), 0.4);
  for (int i = 0; i < 60; ++i) training.step();
  EXPECT_LT(training.losses().classic, first.classic);
  EXPECT_LT(training.losses().discriminator, first.discriminator);
}

TEST_F(TrainingTest, TheModelClassicHasNoDiscriminator) {
  Training training = new_training(small_experiment());
  training.step();
  EXPECT_TRUE(std::isnan(training.losses().adversarial));
  EXPECT_FALSE(Hdf5Reader(training.checkpoint(true, "{}"), "checkpoint.h5").has("/discriminator"));
  EXPECT_FALSE(training.has_diverged());
}

TEST_F(TrainingTest, ACheckpointHoldsBothNetworksAndBothOptimisers) {
  Training training = new_training(every_model()[1]);
  training.step();
  const Hdf5Reader whole(training.checkpoint(true, "{}"), "checkpoint.h5");
  for (const char* array : {"/generator/encoder/conv1/weight", "/discriminator/conv5/weight",
                            "/generator_optimiser/first_moment/block0/norm2/bias",
                            "/discriminator_optimiser/second_moment/norm4/weight"}) {
    EXPECT_TRUE(whole.has(array)) << array;
  }
  const Hdf5Reader finished(training.checkpoint(false, "{}"), "checkpoint.h5");
  EXPECT_TRUE(finished.has("/discriminator"));
  EXPECT_FALSE(finished.has("/discriminator_optimiser"));
}

TEST_F(TrainingTest, RefusesTheCheckpointOfAnotherExperimentAndKeepsItsState) {
  Training dice = new_training(small_experiment("dice"));
  dice.step();
  Training hinge = new_training(small_experiment("hinge"));
  const at::Tensor before = weights(hinge);
  EXPECT_INPUT_ERROR(hinge.restore(dice.checkpoint(true, "{}"), "train/1/checkpoint.h5"),
                     "train/1/checkpoint.h5");
  EXPECT_INPUT_ERROR(hinge.restore("not HDF5 at all", "train/1/checkpoint.h5"), "train/1/checkpoint.h5");
  EXPECT_TRUE(weights(hinge).equal(before));
}

TEST_F(TrainingTest, ACheckpointHoldsTheTrainedNetwork) {
  Training training = new_training(small_experiment());
  for (int i = 0; i < 3; ++i) training.step();
  const TrainedNetwork network = read_generator(training.checkpoint(false, "{}"), "checkpoint.h5");
  const at::Tensor section = at::rand({20, 24}) * 2 - 1;
  EXPECT_TRUE(label_section(*network.generator, section).equal(label_section(training.generator(), section)));
  ASSERT_EQ(network.format.labels.size(), 2U);
  EXPECT_EQ(network.format.labels[1].name, "bright");
}

TEST_F(TrainingTest, KeepsTheFirstOfTheBestWeights) {
  for (const Experiment& experiment : every_model()) {
    // The first value is the score of step 1; NaN is that of a label that is nowhere.
    const std::vector<double> scores{0.5, std::nan(""), 0.75, 0.75, 0.25};
    const auto take_steps = [&](Training& training, std::size_t end) {
      while (training.steps_done() < static_cast<std::int64_t>(end)) {
        training.step();
        training.keep_if_better(scores[static_cast<std::size_t>(training.steps_done() - 1)]);
      }
    };
    Training best = new_training(experiment);
    for (int i = 0; i < 3; ++i) best.step();

    Training whole = new_training(experiment);
    take_steps(whole, 5);
    ASSERT_TRUE(whole.kept());
    EXPECT_EQ(whole.kept()->step, 3);
    EXPECT_EQ(whole.kept()->score, 0.75);
    const std::string last = whole.weights_hash(), unfinished = whole.checkpoint(true, "{}");

    for (const std::size_t steps : {0, 1, 2, 3, 4}) {
      Training first_part = new_training(experiment), second_part = new_training(experiment);
      take_steps(first_part, steps);
      second_part.restore(first_part.checkpoint(true, "{}"), "checkpoint.h5");
      take_steps(second_part, 5);
      EXPECT_EQ(second_part.checkpoint(true, "{}"), unfinished) << steps;
    }

    const at::Tensor section = at::rand({20, 24}) * 2 - 1;
    const at::Tensor labelled = label_section(best.generator(), section);
    const auto kept = read_generator(unfinished, "checkpoint.h5");
    EXPECT_TRUE(label_section(*kept.generator, section).equal(labelled)) << "of a training that goes on";
    whole.use_kept_weights();
    EXPECT_TRUE(label_section(whole.generator(), section).equal(labelled));
    EXPECT_EQ(whole.marks().at(5), last);
    const std::string finished = whole.checkpoint(false, "{}");
    const auto released = read_generator(finished, "checkpoint.h5");
    EXPECT_TRUE(label_section(*released.generator, section).equal(labelled));
    EXPECT_FALSE(Hdf5Reader(finished, "checkpoint.h5").has("/kept_generator")) << "it would be there twice";
  }
}

TEST_F(TrainingTest, WithoutScoresTheLastWeightsStay) {
  Training training = new_training(small_experiment());
  training.step();
  training.keep_if_better(std::nan(""));
  const std::string before = training.checkpoint(true, "{}");
  training.use_kept_weights();
  EXPECT_FALSE(training.kept());
  EXPECT_EQ(training.checkpoint(true, "{}"), before);
}

TEST_F(TrainingTest, MeasuresTheLossOfValidationImages) {
  Experiment experiment = small_experiment("hinge");
  EXPECT_TRUE(std::isnan(new_training(experiment).validation_loss()));
  experiment.split_rule.validation_images = 1;
  Training training = new_training(experiment);
  const double before = training.validation_loss();
  for (int i = 0; i < 60; ++i) training.step();
  EXPECT_LT(training.validation_loss(), before);
}

}  // namespace
}  // namespace emsurvey

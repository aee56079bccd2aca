// Training steps on a GPU give the same results however they are launched. Skipped without a GPU.
#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/cuda.h>

#include <memory>
#include <thread>

#include "train/precision.h"
#include "train/scaled.h"
#include "train/serial_reducer.h"
#include "train/small_data.h"
#include "train/step_executor.h"
#include "train/training.h"

namespace emsurvey {
namespace {

constexpr int steps = 9;  // The first three are not captured.

/// Every model, and a u-net that is deep enough to use dropout and to shrink a crop to one pixel, also with
/// one sample per step.
std::vector<Experiment> every_model_and_dropout() {
  std::vector<Experiment> experiments = every_model();
  experiments.push_back(small_experiment("square"));
  experiments.back().network = {"unet", 6, 2, 2};
  experiments.back().crop_px = 64;
  experiments.push_back(experiments.back());
  experiments.back().batch = 1;
  return experiments;
}

class GpuSteps : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!torch::cuda::is_available()) GTEST_SKIP() << "there is no GPU";
    use_gpu_arithmetic(Precision::float32, /*is_deterministic=*/true);
    sections_ = std::make_shared<ResidentSections>(dataset_, gpu_);
  }
  void TearDown() override { use_gpu_arithmetic(Precision::float32, /*is_deterministic=*/false); }

  std::unique_ptr<Training> new_training(const Experiment& experiment, Stepping stepping) {
    const Split split = experiment.split_for(one_volume(5));
    return std::make_unique<Training>(experiment, split, dataset_, alone_,
                                      Placement{gpu_, sections_, stepping});
  }
  std::string hash_after(int count, const Experiment& experiment, Stepping stepping) {
    const auto training = new_training(experiment, stepping);
    for (int i = 0; i < count; ++i) training->step();
    EXPECT_EQ(training->is_captured(), stepping == Stepping::captured);
    return training->weights_hash();
  }

  const at::Device gpu_{at::kCUDA, 0};
  const Dataset dataset_ = scaled(small_dataset(5), 4);
  std::shared_ptr<const ResidentSections> sections_;
  SerialReducer alone_;
};

TEST_F(GpuSteps, AreTheSameCapturedAndEager) {
  for (const Experiment& experiment : every_model_and_dropout())
    EXPECT_EQ(hash_after(steps, experiment, Stepping::captured),
              hash_after(steps, experiment, Stepping::eager));
}

TEST_F(GpuSteps, FollowTheCpu) {
  for (Experiment experiment : every_model_and_dropout()) {
    experiment.learning_rate = 0.0002;
    experiment.split_rule.validation_images = 1;
    Training on_cpu(experiment, experiment.split_for(one_volume(5)), dataset_, alone_);
    const auto on_gpu = new_training(experiment, Stepping::captured);
    for (int i = 0; i < steps; ++i) {
      on_cpu.step();
      on_gpu->step();
      EXPECT_NEAR(on_gpu->losses().classic, on_cpu.losses().classic, 1e-3)
          << to_string(experiment.model) << " step " << i;
    }
    EXPECT_NEAR(on_gpu->validation_loss(), on_cpu.validation_loss(), 1e-2) << to_string(experiment.model);
  }
}

TEST_F(GpuSteps, ContinueFromACheckpointToTheSameBits) {
  for (const Experiment& experiment : every_model_and_dropout()) {
    const auto first = new_training(experiment, Stepping::captured),
               second = new_training(experiment, Stepping::captured);
    for (int i = 0; i < 5; ++i) first->step();
    for (int i = 0; i < 7; ++i) second->step();
    second->restore(first->checkpoint(true, "{}"), "checkpoint.h5");
    for (int i = 5; i < steps; ++i) second->step();
    EXPECT_EQ(second->weights_hash(), hash_after(steps, experiment, Stepping::eager));
  }
}

TEST_F(GpuSteps, AreSavedInTheirOrderWhileOthersFollow) {
  for (const Experiment& experiment : every_model_and_dropout()) {
    const auto going_on = new_training(experiment, Stepping::captured),
               stopped = new_training(experiment, Stepping::captured);
    for (int i = 0; i < steps; ++i) {
      going_on->step();
      stopped->step();
    }
    const TrainingSnapshot snapshot = going_on->snapshot(true);
    for (int i = 0; i < steps; ++i) going_on->step();
    std::string file;
    std::thread([&] { file = snapshot.file("{}"); }).join();
    EXPECT_EQ(file, stopped->checkpoint(true, "{}"));
  }
}

TEST_F(GpuSteps, AreTheSameSideBySide) {
  const auto experiments = every_model_and_dropout();
  std::vector<std::string> hashes(experiments.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < experiments.size(); ++i)
    threads.emplace_back([&, i] { hashes[i] = hash_after(steps, experiments[i], Stepping::captured); });
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 0; i < experiments.size(); ++i)
    EXPECT_EQ(hashes[i], hash_after(steps, experiments[i], Stepping::eager));
}

TEST_F(GpuSteps, GoOnWhileOthersChooseTheirAlgorithms) {
  use_gpu_arithmetic(Precision::float32, /*is_deterministic=*/false);
  const auto experiments = every_model_and_dropout();
  std::vector<double> losses(experiments.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    threads.emplace_back([&, i] {
      const auto training = new_training(experiments[i], Stepping::captured);
      for (int step = 0; step < steps; ++step) training->step();
      losses[i] = training->losses().classic;
    });
  }
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    const auto alone = new_training(experiments[i], Stepping::eager);
    for (int step = 0; step < steps; ++step) alone->step();
    EXPECT_NEAR(losses[i], alone->losses().classic, 1e-3) << i;
  }
}

TEST_F(GpuSteps, AreEagerWhereTheyCannotBeCaptured) {
  const auto executor = make_step_executor(gpu_, Stepping::captured, alone_);
  const at::Tensor count = at::zeros({}, at::TensorOptions(gpu_));
  for (int i = 0; i < steps; ++i)
    executor->run([&] { count.add_(1).item(); });  // Waits for the stream, which cannot be captured.
  EXPECT_EQ(count.item<float>(), steps);
  const Experiment experiment = small_experiment("square");
  EXPECT_EQ(hash_after(steps, experiment, Stepping::captured), hash_after(steps, experiment, Stepping::eager))
      << "the next capture";
}

TEST_F(GpuSteps, LearnInBfloat16) {
  Experiment experiment = small_experiment();
  experiment.precision = Precision::bf16;
  const auto training = new_training(experiment, Stepping::captured);
  training->step();
  const double first = training->losses().classic;
  for (int i = 0; i < 60; ++i) training->step();
  EXPECT_LT(training->losses().classic, first);
  EXPECT_EQ(hash_after(steps, experiment, Stepping::captured),
            hash_after(steps, experiment, Stepping::eager));
}

}  // namespace
}  // namespace emsurvey

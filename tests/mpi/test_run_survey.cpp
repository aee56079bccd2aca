// Surveys whose ranks train several experiments side by side.
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "io/file.h"
#include "run/run_survey.h"
#include "store/failure.h"
#include "store/survey_lock.h"
#include "support/temporary_folder.h"
#include "train/mpi_reducer.h"
#include "train/serial_reducer.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

/// Calls `before` before it makes a training; what that throws fails the run.
class TrainingFactoryWith : public TrainingFactory {
 public:
  explicit TrainingFactoryWith(std::function<void(const Experiment&)> before) : before_(std::move(before)) {}

  std::shared_ptr<Training> make(const Experiment& experiment, const TrainingData& data,
                                 GradientReducer& reducer, const at::Device& device) const override {
    before_(experiment);
    return TrainingFactory::make(experiment, data, reducer, device);
  }

 private:
  std::function<void(const Experiment&)> before_;
};

class RunSurvey : public ::testing::Test {
 protected:
  RunSurvey() {
    at::set_num_threads(1);
    if (world_.is_root()) folder_.emplace();
    path_ = world_.broadcast(folder_ ? folder_->path().string() : std::string());
    for (int run = 1; run <= count; ++run) {
      Experiment experiment = small_experiment(run % 2 == 0 ? "square" : "dice");
      experiment.run = run;
      experiment.identity = "run " + std::to_string(run);
      experiment.repeat = (run + 1) / 2;
      experiment.scale = run % 3 == 0 ? 1.5 : 1;
      experiments_.push_back(experiment);
    }
  }
  ~RunSurvey() override { world_.barrier(); }

  RunSettings settings(int trainings) const {
    RunSettings settings;
    settings.trainings = trainings;
    settings.scores_beside = settings.saves_beside = settings.shares_sections = trainings > 1;
    settings.provenance = "{}";
    return settings;
  }
  SurveyOutcome run(const SurveyFolder& survey, const RunSettings& settings,
                    const TrainingFactory& trainings = TrainingFactory()) {
    return run_in({world_, group_, alone_, survey, settings, trainings});
  }
  /// All ranks train each experiment together.
  SurveyOutcome run_together(const SurveyFolder& survey, const RunSettings& settings,
                             const TrainingFactory& trainings = TrainingFactory()) const {
    const RankGroup all = make_rank_group(world_, world_.size());
    MpiReducer reducer(all.ranks);
    return run_in({world_, all, reducer, survey, settings, trainings});
  }
  SurveyFolder survey(const std::string& name) const {
    return SurveyFolder(std::filesystem::path(path_) / name);
  }

  SurveyFolder survey_that_cannot_score_run_3() const {
    SurveyFolder blocked = survey("blocked");
    if (world_.is_root()) {
      make_folder(blocked.tests());
      write_file(blocked.tests() / "3", "stands where a folder should");
    }
    world_.barrier();
    return blocked;
  }

  SurveyOutcome run_in(const RunContext& context) const {
    Watchdog watchdog(world_, of_all_ranks(this_process(), world_), context.settings.watched_threads(),
                      no_time_limit, [](int run) { return std::to_string(run); });
    return run_experiments(experiments_, dataset_, context, watchdog);
  }

  static constexpr int count = 7;
  static constexpr double no_time_limit = 0;
  const Communicator world_ = Communicator::world();
  const RankGroup group_ = make_rank_group(world_, 1);
  SerialReducer alone_;
  const Dataset dataset_ = small_dataset(5);
  std::vector<Experiment> experiments_;
  std::optional<TemporaryFolder> folder_;
  std::string path_;
};

TEST_F(RunSurvey, GivesTheSameBytesSideBySideAsOneAfterTheOther) {
  EXPECT_EQ(run(survey("one"), settings(1)).done, count);
  EXPECT_EQ(run(survey("three"), settings(3)).done, count);
  for (const auto& experiment : experiments_) {
    EXPECT_EQ(read_file(survey("three").scores(experiment.run)),
              read_file(survey("one").scores(experiment.run)));
    EXPECT_EQ(read_file(survey("three").checkpoint(experiment.run)),
              read_file(survey("one").checkpoint(experiment.run)));
  }
}

TEST_F(RunSurvey, ScoresARunOfAllRanksBesideTheNextTheSame) {
  for (auto& experiment : experiments_)
    experiment.steps = 40;  // enough for scores to be finished between steps
  RunSettings beside = settings(1);
  beside.scores_beside = true;
  EXPECT_EQ(run_together(survey("beside"), beside).done, count);
  EXPECT_EQ(run_together(survey("at once"), settings(1)).done, count);
  for (const auto& experiment : experiments_)
    EXPECT_EQ(read_file(survey("beside").scores(experiment.run)),
              read_file(survey("at once").scores(experiment.run)));
}

TEST_F(RunSurvey, GoesOnBesideAFailedOne) {
  const TrainingFactoryWith broken([](const Experiment& experiment) {
    if (experiment.run == 2) throw InputError("section 3 is damaged");
  });
  const SurveyOutcome outcome = run(survey("failed"), settings(2), broken);
  EXPECT_EQ(outcome.done, count - 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_FALSE(outcome.is_interrupted);
  EXPECT_EQ(read_failure(survey("failed"), 2)->reason, "section 3 is damaged");
  EXPECT_EQ(run(survey("failed"), settings(2)).failed, 1) << "it is left alone";
}

TEST_F(RunSurvey, FailsARunWhoseTestCannotBeWrittenWhileOthersAreTrained) {
  const SurveyFolder blocked = survey_that_cannot_score_run_3();
  RunSettings twice = settings(2);
  twice.execution.retries = 1;
  const SurveyOutcome outcome = run(blocked, twice);
  EXPECT_EQ(outcome.done, count - 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_EQ(read_failure(blocked, 3)->attempts, 2);
  if (world_.is_root()) std::filesystem::remove(blocked.tests() / "3");
  world_.barrier();
  EXPECT_EQ(run(blocked, settings(2)).done, count) << "what the disk refused is tried again";
}

TEST_F(RunSurvey, FailsARunOfAllRanksWhoseTestCannotBeWritten) {
  const SurveyFolder blocked = survey_that_cannot_score_run_3();
  RunSettings twice = settings(1);
  twice.execution.retries = 1;
  twice.scores_beside = true;
  const SurveyOutcome outcome = run_together(blocked, twice);
  EXPECT_EQ(outcome.done, count - 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_EQ(read_failure(blocked, 3)->attempts, 2);
}

TEST_F(RunSurvey, EndsTheJobWhenAFailedRunLeavesAGpuThatIsOfNoUse) {
  class Broken : public TrainingFactory {
   public:
    explicit Broken(bool is_usable) : is_usable_(is_usable) {}
    std::shared_ptr<Training> make(const Experiment&, const TrainingData&, GradientReducer&,
                                   const at::Device&) const override {
      throw std::runtime_error("CUDA error: an illegal memory access was encountered");
    }
    bool is_usable(const at::Device&) const override { return is_usable_; }

   private:
    bool is_usable_;
  };
  EXPECT_EQ(run(survey("usable"), settings(1), Broken(true)).failed, count) << "others may do better";
  std::string reason;
  try {
    run(survey("broken"), settings(1), Broken(false));
  } catch (const std::runtime_error& error) {
    reason = error.what();
  }
  EXPECT_EQ(reason, "the GPU no longer computes; the same command continues with the other runs");
  int failed = 0;
  world_.barrier();
  for (const auto& experiment : experiments_)
    failed += read_failure(survey("broken"), experiment.run).has_value();
  EXPECT_EQ(failed, world_.size()) << "a run of each rank";
}

TEST_F(RunSurvey, DoesWhatRanOutOfMemoryAgainBesideFewer) {
  /// Has room for one training at a time.
  class Narrow : public TrainingFactory {
   public:
    std::shared_ptr<Training> make(const Experiment& experiment, const TrainingData& data,
                                   GradientReducer& reducer, const at::Device& device) const override {
      const std::shared_ptr<void> room(nullptr, [this](void*) { --trainings_; });
      if (++trainings_ > 1) throw std::bad_alloc();
      using Both = std::pair<std::shared_ptr<void>, std::shared_ptr<Training>>;
      const auto both =
          std::make_shared<Both>(room, TrainingFactory::make(experiment, data, reducer, device));
      return {both, both->second.get()};  // the room is free again after the training
    }

   private:
    mutable std::atomic<int> trainings_ = 0;
  };
  EXPECT_EQ(run(survey("narrow"), settings(3), Narrow()).done, count);
}

TEST_F(RunSurvey, FailsARunThatHasNoRoomByItself) {
  const TrainingFactoryWith small([](const Experiment& experiment) {
    if (experiment.run == 4) throw std::bad_alloc();
  });
  const SurveyOutcome outcome = run(survey("small"), settings(3), small);
  EXPECT_EQ(outcome.done, count - 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_EQ(read_failure(survey("small"), 4)->kind, Failure::Kind::memory);
  EXPECT_EQ(read_failure(survey("small"), 4)->attempts, 1);
}

}  // namespace
}  // namespace emsurvey

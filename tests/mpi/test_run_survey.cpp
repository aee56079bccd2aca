// Surveys in which each rank trains several runs at the same time.
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <atomic>
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

  RunOptions options(int jobs_per_gpu) const {
    RunOptions options;
    options.jobs_per_gpu = jobs_per_gpu;
    options.scores_beside = options.saves_beside = options.shares_sections = jobs_per_gpu > 1;
    options.provenance = "{}";
    return options;
  }
  SurveyOutcome run(const SurveyFolder& survey, const RunOptions& options) {
    return run(survey, options, group_, alone_);
  }
  SurveyOutcome run(const SurveyFolder& survey, const RunOptions& options, const JobGroup& group,
                    const Reducer& reducer) {
    Watchdog watchdog(world_, of_all_ranks(this_process(), world_), watched_count(options), no_time_limit,
                      [](int run) { return std::to_string(run); });
    return run_experiments(experiments_, dataset_, survey, options, world_, group, reducer, watchdog);
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

  static constexpr int count = 7;
  static constexpr double no_time_limit = 0;
  const Communicator world_ = Communicator::world();
  const JobGroup group_ = make_job_group(world_, 1);
  const SerialReducer alone_;
  const Dataset dataset_ = small_dataset(5);
  std::vector<Experiment> experiments_;
  std::optional<TemporaryFolder> folder_;
  std::string path_;
};

TEST_F(RunSurvey, GivesTheSameBytesSideBySideAsOneAfterTheOther) {
  EXPECT_EQ(run(survey("one"), options(1)).done, count);
  EXPECT_EQ(run(survey("three"), options(3)).done, count);
  for (const auto& experiment : experiments_) {
    EXPECT_EQ(read_file(survey("three").scores(experiment.run)),
              read_file(survey("one").scores(experiment.run)));
    EXPECT_EQ(read_file(survey("three").checkpoint(experiment.run)),
              read_file(survey("one").checkpoint(experiment.run)));
  }
}

TEST_F(RunSurvey, ScoresARunOfAllRanksBesideTheNextTheSame) {
  // Long enough that scores can be written during the next training.
  for (auto& experiment : experiments_) experiment.steps = 40;
  const JobGroup together = make_job_group(world_, world_.size());
  const MpiReducer reducer(together.ranks);
  const auto folder = survey("beside");
  int previous = 0, begun_before = 0;
  RunOptions beside = options(1);
  beside.scores_beside = true;
  beside.make_training = [&, make = beside.make_training](const Experiment& experiment,
                                                          const auto&... parts) {
    begun_before += previous > 0 && !file_exists(folder.scores(previous));
    previous = experiment.run;
    return make(experiment, parts...);
  };
  EXPECT_EQ(run(folder, beside, together, reducer).done, count);
  EXPECT_GT(begun_before, 0) << "trainings that did not wait for the scores of the one before";
  EXPECT_EQ(run(survey("at once"), options(1), together, reducer).done, count);
  for (const auto& experiment : experiments_)
    EXPECT_EQ(read_file(folder.scores(experiment.run)), read_file(survey("at once").scores(experiment.run)));
}

TEST_F(RunSurvey, GoesOnBesideAFailedOne) {
  RunOptions broken = options(2);
  broken.make_training = [make = broken.make_training](const Experiment& experiment, const auto&... parts) {
    if (experiment.run == 2) throw InputError("section 3 is damaged");
    return make(experiment, parts...);
  };
  const SurveyOutcome outcome = run(survey("failed"), broken);
  EXPECT_EQ(outcome.done, count - 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_FALSE(outcome.is_interrupted);
  EXPECT_EQ(read_failure(survey("failed"), 2)->reason, "section 3 is damaged");
  EXPECT_EQ(run(survey("failed"), options(2)).failed, 1) << "it is left alone";
}

TEST_F(RunSurvey, FailsARunWhoseTestCannotBeWrittenWhileOthersAreTrained) {
  const SurveyFolder blocked = survey_that_cannot_score_run_3();
  RunOptions twice = options(2);
  twice.retries = 1;
  const SurveyOutcome outcome = run(blocked, twice);
  EXPECT_EQ(outcome.done, count - 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_EQ(read_failure(blocked, 3)->attempts, 2);
  if (world_.is_root()) std::filesystem::remove(blocked.tests() / "3");
  world_.barrier();
  EXPECT_EQ(run(blocked, options(2)).done, count) << "what the disk refused is tried again";
}

TEST_F(RunSurvey, FailsARunOfAllRanksWhoseTestCannotBeWritten) {
  const JobGroup together = make_job_group(world_, world_.size());
  const MpiReducer reducer(together.ranks);
  const SurveyFolder blocked = survey_that_cannot_score_run_3();
  RunOptions twice = options(1);
  twice.retries = 1;
  twice.scores_beside = true;
  const SurveyOutcome outcome = run(blocked, twice, together, reducer);
  EXPECT_EQ(outcome.done, count - 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_EQ(read_failure(blocked, 3)->attempts, 2);
}

TEST_F(RunSurvey, EndsTheJobWhenAFailedRunLeavesAGpuThatIsOfNoUse) {
  RunOptions broken = options(1);
  broken.make_training = [](const auto&...) -> std::shared_ptr<Training> {
    throw std::runtime_error("CUDA error: an illegal memory access was encountered");
  };
  EXPECT_EQ(run(survey("usable"), broken).failed, count) << "others may do better";
  broken.is_usable = [](const at::Device&) { return false; };
  std::string reason;
  try {
    run(survey("broken"), broken);
  } catch (const std::runtime_error& error) {
    reason = error.what();
  }
  EXPECT_EQ(reason, "the GPU is of no more use; the same command goes on with the other runs");
  int failed = 0;
  world_.barrier();
  for (const auto& experiment : experiments_)
    failed += read_failure(survey("broken"), experiment.run).has_value();
  EXPECT_EQ(failed, world_.size()) << "a run of each rank";
}

TEST_F(RunSurvey, DoesWhatRanOutOfMemoryAgainBesideFewer) {
  // Memory for one training at a time on each rank.
  std::atomic<int> trainings = 0;
  RunOptions narrow = options(3);
  narrow.make_training = [&, make = narrow.make_training](const auto&... parts) {
    const std::shared_ptr<void> place(nullptr, [&](void*) { --trainings; });
    if (++trainings > 1) throw std::bad_alloc();
    const auto both =
        std::make_shared<std::pair<std::shared_ptr<void>, std::shared_ptr<Training>>>(place, make(parts...));
    // The slot is released after the training is destroyed.
    return std::shared_ptr<Training>(both, both->second.get());
  };
  EXPECT_EQ(run(survey("narrow"), narrow).done, count);
}

TEST_F(RunSurvey, FailsARunThatHasNoRoomByItself) {
  RunOptions small = options(3);
  small.make_training = [make = small.make_training](const Experiment& experiment, const auto&... parts) {
    if (experiment.run == 4) throw std::bad_alloc();
    return make(experiment, parts...);
  };
  const SurveyOutcome outcome = run(survey("small"), small);
  EXPECT_EQ(outcome.done, count - 1);
  EXPECT_EQ(outcome.failed, 1);
  EXPECT_EQ(read_failure(survey("small"), 4)->kind, Failure::Kind::memory);
  EXPECT_EQ(read_failure(survey("small"), 4)->attempts, 1);
}

}  // namespace
}  // namespace emsurvey

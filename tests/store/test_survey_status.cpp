#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

#include "io/file.h"
#include "store/failure.h"
#include "store/run_numbers.h"
#include "store/scores_file.h"
#include "store/status_text.h"
#include "store/survey_status.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

using Stage = RunState::Stage;
constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

/// A survey of four runs of 100 steps: done, begun at step 40, failed, waiting.
class Status : public ::testing::Test {
 protected:
  Status() : survey_(folder_.path() / "survey") {
    std::vector<Experiment> grid(4);
    for (int i = 0; i < 4; ++i) {
      Experiment& experiment = grid[static_cast<std::size_t>(i)];
      experiment.run = i + 1;
      experiment.identity = "identity " + std::to_string(i);
      experiment.loss = "dice";
      experiment.network = {.name = "resnet", .depth = 1, .filters = 4, .label_count = 2};
      experiment.split = i + 1;
      experiment.steps = 100;
      experiment.batch = 2;
      experiment.axes = {{"lr", "0.1"}};
    }
    grid_ = register_runs(survey_, {}, grid, "hash");
    finish(1);
    log(2, 40, 4.0);
    Failure failure{.kind = Failure::Kind::diverged, .reason = "its loss is NaN", .host = "node7", .log = {}};
    failure.attempts = 2;
    write_failure(survey_, 3, failure, "{}");
  }

  void log(int run, std::int64_t step, double images_per_s) {
    survey_.make(survey_.train(run));
    TrainingLog(survey_.log(run), 0).append({step, {0.25, 0, 0}, 0, images_per_s, 100});
  }
  void finish(int run) {
    LabelScores good, bad;
    good.f_score = 0.75;
    bad.f_score = 0.25;
    LabelScores none;
    none.f_score = std::numeric_limits<double>::quiet_NaN();
    survey_.make(survey_.test(run));
    write_scores(survey_.scores(run), grid_[static_cast<std::size_t>(run - 1)],
                 {{"membranes", "synapses"}, {"0", "1"}, {{good, bad}, {none, none}}});
  }

  TemporaryFolder folder_;
  SurveyFolder survey_;
  std::vector<Experiment> grid_;
};

TEST_F(Status, HasTheStageStepsAndScoresOfEachRun) {
  const SurveyStatus status = survey_status(survey_);
  ASSERT_EQ(status.runs.size(), 4U);
  EXPECT_EQ(run_line(status.runs[0]),
            "run   1  dice     split 1 repeat 1 lr=0.1  done     F_score membranes 0.500, synapses -");
  EXPECT_EQ(run_line(status.runs[1]),
            "run   2  dice     split 2 repeat 1 lr=0.1  begun    step 40 of 100, loss 0.2500, 4.0 images/s, "
            "30 s left");
  EXPECT_EQ(run_line(status.runs[2]),
            "run   3  dice     split 3 repeat 1 lr=0.1  failed   its loss is NaN (2 attempt(s), on node7)");
  EXPECT_EQ(run_line(status.runs[3]), "run   4  dice     split 4 repeat 1 lr=0.1  waiting");
}

TEST_F(Status, ShowsTheLastValidation) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const ValidationLog validations(survey_.validations(2), 0);
  validations.append(std::vector<ValidationRow>{{20, "membranes", 0.25, 0.5}, {20, "synapses", 0.5, 0.5}});
  validations.append(std::vector<ValidationRow>{{40, "membranes", 0.75, 0.5}, {40, "synapses", none, 0.125}});
  const SurveyStatus status = survey_status(survey_);
  EXPECT_EQ(run_line(status.runs[1]),
            "run   2  dice     split 2 repeat 1 lr=0.1  begun    step 40 of 100, loss 0.2500, 4.0 images/s, "
            "at step 40 validation F_score membranes 0.750, synapses -, 30 s left");
  const auto json = status_json(status, "survey");
  EXPECT_EQ(json["runs"][1]["validation"].dump(),
            R"({"step":40,"f_score":{"membranes":0.75,"synapses":null},)"
            R"("semantic_jaccard":{"membranes":0.5,"synapses":0.125}})");
  EXPECT_TRUE(json["runs"][0]["validation"].is_null());
}

TEST_F(Status, CountsStepsAndTheTimeLeft) {
  const SurveyStatus status = survey_status(survey_);
  EXPECT_EQ(status.count(Stage::done), 1U);
  EXPECT_EQ(status.steps_done(), 140);
  EXPECT_EQ(status.steps(), 400);
  EXPECT_FALSE(status.has_ended());
  // 0.5 s per step; 60 steps of run 2 are left, and run 4 is assumed to be as fast.
  ASSERT_TRUE(status.seconds_left());
  EXPECT_DOUBLE_EQ(*status.seconds_left(), 80);
  EXPECT_EQ(total_lines(status).front(),
            "1 of 4 done, 1 failed; 140 of 400 steps, about 1 min left for trainings");
}

TEST_F(Status, DividesTheTimeAmongTheRunsThatTrainAtTheSameTime) {
  log(4, 0, 4.0);
  EXPECT_DOUBLE_EQ(survey_status(survey_).seconds_left().value(), 50) << "the longest of two trainings";
}

TEST_F(Status, HasNoTimeLeftWithoutASpeed) {
  std::filesystem::remove(survey_.log(2));
  EXPECT_FALSE(survey_status(survey_).seconds_left());
}

TEST_F(Status, IsReadWhileFilesComeAndGo) {
  std::filesystem::remove_all(survey_.train(2));
  write_file(survey_.train(3) / "failure.json", "{");
  const SurveyStatus status = survey_status(survey_);
  EXPECT_EQ(status.runs[1].state.stage, Stage::waiting);
  EXPECT_EQ(status.runs[2].state.stage, Stage::failed);
}

TEST_F(Status, EndsWhenAllRunsAreDoneOrFailed) {
  finish(2);
  EXPECT_FALSE(survey_status(survey_).has_ended());
  finish(4);
  const SurveyStatus status = survey_status(survey_);
  EXPECT_TRUE(status.has_ended());
  EXPECT_EQ(total_lines(status).front(), "3 of 4 done, 1 failed; 300 of 400 steps");
}

TEST_F(Status, OfAnotherFolderIsRefused) {
  EXPECT_INPUT_ERROR(survey_status(SurveyFolder(folder_.path())), "holds no survey");
}

TEST_F(Status, LeavesOutTheLeastInterestingRunsWhereLinesAreFew) {
  const SurveyStatus status = survey_status(survey_);
  EXPECT_EQ(status_lines(status, unlimited).size(), 5U);
  const auto lines = status_lines(status, 4);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_TRUE(std::none_of(lines.begin(), lines.end(),
                           [](const std::string& line) { return line.ends_with("waiting"); }));
  EXPECT_EQ(status_lines(status, 2), (std::vector{run_line(status.runs[1]), total_lines(status).front()}));
}

TEST_F(Status, IsOneJsonDocument) {
  const auto json = status_json(survey_status(survey_), "survey");
  EXPECT_EQ(json["survey"], "survey");
  EXPECT_EQ(json["done"], 1);
  EXPECT_EQ(json["waiting"], 1);
  EXPECT_EQ(json["steps_done"], 140);
  EXPECT_EQ(json["seconds_left"], 80);
  EXPECT_TRUE(json["owners"].empty());
  const auto& runs = json["runs"];
  EXPECT_EQ(runs[0]["settings"].dump(), R"({"loss":"dice","split":1,"repeat":1,"lr":"0.1"})");
  EXPECT_EQ(runs[0]["f_score"].dump(), R"({"membranes":0.5,"synapses":null})");
  EXPECT_EQ(runs[1]["stage"], "begun");
  EXPECT_EQ(runs[1]["seconds_left"], 30);
  EXPECT_EQ(runs[2]["failure"]["attempts"], 2);
  EXPECT_TRUE(runs[3]["training_loss"].is_null());
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"
#include "store/training_table.h"
#include "support/temporary_folder.h"
#include "train/training_log.h"
#include "train/validation_log.h"

namespace emsurvey {
namespace {

/// Two labels, a u-net of two levels with 4 filters.
RunFiles run_files(int number, const std::string& more_options) {
  RunFiles run;
  run.number = number;
  run.options = R"({"Y_loss": "dice", "generator": "unet", "u_depth": 2, "filters": 4, "batch_size": 3, )" +
                more_options + "}";
  run.evaluations = {{"membranes", ""}, {"synapses", ""}};
  return run;
}

class TrainingTable : public ::testing::Test {
 protected:
  /// Logs these losses at the steps 80, 90 and 100, at 6 images per second.
  void log(int run, const std::vector<double>& losses) const {
    survey_.make(survey_.train(run));
    TrainingLog table(survey_.log(run), 0);
    std::int64_t step = 80;
    for (const double loss : losses) {
      table.append({step, {loss, 0, 0}, 0, 6, 300});
      step += 10;
    }
  }
  /// Writes a checkpoint of a training that kept the weights of a step.
  void save(int run, std::int64_t step, std::int64_t kept_step) const {
    Hdf5Writer checkpoint;
    checkpoint.attribute("/", "format_version", std::int64_t{3});
    checkpoint.attribute("/", "identity", std::string("this training"));
    checkpoint.attribute("/state", "step", step);
    checkpoint.attribute("/state", "kept_step", kept_step);
    checkpoint.attribute("/state", "kept_score", 0.5);
    survey_.make(survey_.train(run));
    write_checksummed(survey_.checkpoint(run), checkpoint.finish());
  }
  std::optional<std::int64_t> kept_step(int run) const {
    const auto options =
        R"("max_steps": 100, "keep": "best", "validate_every": 30, "identity": "this training")";
    return training_rows(survey_, {run_files(run, options)}, nothing_).at(0).kept_step;
  }

  const TemporaryFolder folder_;
  const SurveyFolder survey_{folder_.path()};
  const ProgressCallback nothing_ = [] {};
};

TEST_F(TrainingTable, HasCostConvergenceAndKeptStepOfEachRun) {
  log(1, {3, 2, 1.5});
  log(2, {3, 2, 1.9375});
  ValidationLog validations(survey_.validations(2), 0);
  validations.append(std::vector<ValidationRow>{{50, "membranes", 0.75, 0.5}});
  validations.append(std::vector<ValidationRow>{{100, "membranes", 0.5, 0.5}});
  const auto rows = training_rows(survey_,
                                  {run_files(1, R"("max_steps": 100)"),
                                   run_files(2, R"("max_steps": 100, "keep": "best", "validate_every": 50)"),
                                   run_files(3, R"("max_steps": 100)"), run_files(4, R"("epochs": 2)")},
                                  nothing_);
  ASSERT_EQ(rows.size(), 3U) << "run 4 is not of this program";
  // 100 steps of 3 images at 6 images per second. Weights of the four convolutions and of two norms:
  // 16 x 3 x 8, 16 x 8 x 8 + 2 x 8, 16 x 16 x 8 + 2 x 8 and 16 x 16 x 2.
  EXPECT_EQ(training_csv(rows),
            "run,steps,seconds,parameters,loss_last_tenth,loss_change_percent,kept_step,still_falling,"
            "peak_memory_mib\n"
            "1,100,50.0,4000,1.5,-25.0,100,yes,300.0\n"
            "2,100,50.0,4000,1.9375,-3.125,50,no,300.0\n"
            "3,100,,4000,,,100,,\n");
  EXPECT_EQ(
      convergence_warning(rows),
      "the loss of 1 of 2 trainings was still falling by more than 5 % in the last tenth: more steps may "
      "change the ranking");
  EXPECT_FALSE(convergence_warning({rows[1], rows[2]}));
}

TEST_F(TrainingTable, HasTheKeptStepOfTheCheckpointWhereValidationsAreMissing) {
  EXPECT_FALSE(kept_step(1)) << "nothing tells it";
  save(1, 90, 30);
  EXPECT_FALSE(kept_step(1)) << "another step may still be better";
  save(1, 100, 30);
  EXPECT_EQ(kept_step(1), 30);
  // The file began anew when the training was continued without it.
  ValidationLog validations(survey_.validations(1), 60);
  for (const std::int64_t step : {90, 100})
    validations.append(std::vector<ValidationRow>{{step, "membranes", 0.25, 0.5}});
  EXPECT_EQ(kept_step(1), 30);
}

TEST_F(TrainingTable, HasThePeakOfAllStartsAndNoneOfFormerLogs) {
  survey_.make(survey_.train(1));
  write_file(survey_.log(1),
             "step,loss,adversarial_loss,discriminator_loss,validation_loss,images_per_s\n"
             "10,1,,,,5\n");
  const auto peak = [&] {
    return training_rows(survey_, {run_files(1, R"("max_steps": 100)")}, nothing_).at(0).peak_memory_mib;
  };
  EXPECT_TRUE(std::isnan(peak()));
  TrainingLog continued(survey_.log(1), 10);
  continued.append({20, {1, 0, 0}, 0, 6, 250});
  continued.append({30, {1, 0, 0}, 0, 6, 200});
  EXPECT_EQ(peak(), 250);
  EXPECT_EQ(read_log(survey_.log(1)).at(0).images_per_s, 5);
}

}  // namespace
}  // namespace emsurvey

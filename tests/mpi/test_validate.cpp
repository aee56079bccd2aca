#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/mean.h"
#include "run/test_run.h"
#include "run/validate.h"
#include "score/threshold.h"
#include "train/batch.h"
#include "train/mpi_reducer.h"
#include "train/small_data.h"

namespace emsurvey {
namespace {

/// With two validation sections.
Experiment validated_experiment() {
  Experiment experiment = small_experiment();
  experiment.split_rule.validation_images = 2;
  experiment.validate_every = 1;
  return experiment;
}

/// All ranks train one run together.
class Validate : public ::testing::Test {
 protected:
  Validate() {
    at::set_num_threads(1);
    for (int step = 0; step < 5; ++step) training_.step();
    for (const int image : training_.validation_images()) {
      const Section& section = dataset_.sections[static_cast<std::size_t>(image)];
      outputs_.push_back(
          to_images(label_section(training_.generator(), section_tensor(dataset_, section.raw))));
    }
  }

  std::vector<ValidationRow> rows() {
    return validate(training_, experiment_, world_, [](std::int64_t) {});
  }

  /// The mean of a score of one label over the validation sections, each scored by itself.
  double mean_at(double threshold, std::size_t label, double LabelScores::*score) const {
    std::vector<double> values;
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      const int image = training_.validation_images()[i];
      const Section& section = dataset_.sections[static_cast<std::size_t>(image)];
      values.push_back(score_section(outputs_[i], section, dataset_.labels, {threshold, threshold})[label].*
                       score);
    }
    return mean_of_finite(values);
  }

  void expect_scores(const ValidationRow& row, std::size_t label) const {
    EXPECT_EQ(row.step, 5);
    EXPECT_EQ(row.label, dataset_.labels[label].name);
    EXPECT_NEAR(row.f_score, mean_at(row.threshold, label, &LabelScores::f_score), 1e-12);
    EXPECT_NEAR(row.semantic_jaccard, mean_at(row.threshold, label, &LabelScores::semantic_jaccard), 1e-12);
  }

  const Dataset dataset_ = small_dataset(5);
  Experiment experiment_ = validated_experiment();
  const Communicator world_ = Communicator::world();
  MpiReducer reducer_{world_};
  Training training_{experiment_, experiment_.split_for(one_volume(5)), dataset_, reducer_};
  std::vector<LabelImages> outputs_;
};

TEST_F(Validate, ScoresAtTheThresholdOfTheTest) {
  for (const double threshold : {0.5, 0.375}) {
    experiment_.threshold = threshold;
    const auto found = rows();
    ASSERT_EQ(found.size(), 2U);
    for (std::size_t label = 0; label < 2; ++label) {
      EXPECT_EQ(found[label].threshold, threshold);
      expect_scores(found[label], label);
    }
  }
  EXPECT_NE(mean_at(0.5, 0, &LabelScores::semantic_jaccard),
            mean_at(0.375, 0, &LabelScores::semantic_jaccard))
      << "otherwise the thresholds cannot be told apart";
}

TEST_F(Validate, ChoosesTheThresholdOfEachLabelAnew) {
  experiment_.threshold.reset();
  const auto found = rows();
  ASSERT_EQ(found.size(), 2U);
  for (std::size_t label = 0; label < 2; ++label) {
    expect_scores(found[label], label);
    double best = -1, best_threshold = 0;
    for (const double threshold : all_thresholds()) {
      const double score = mean_at(threshold, label, &LabelScores::f_score);
      const bool is_nearer = std::abs(threshold - 0.5) < std::abs(best_threshold - 0.5);
      if (score > best + 1e-12 || (std::abs(score - best) <= 1e-12 && is_nearer)) {
        best = score;
        best_threshold = threshold;
      }
    }
    EXPECT_NEAR(found[label].f_score, best, 1e-12);
    EXPECT_EQ(found[label].threshold, best_threshold);
  }
  EXPECT_GT(found[0].f_score + found[1].f_score,
            mean_at(0.5, 0, &LabelScores::f_score) + mean_at(0.5, 1, &LabelScores::f_score))
      << "otherwise 0.5 would do";
}

}  // namespace
}  // namespace emsurvey

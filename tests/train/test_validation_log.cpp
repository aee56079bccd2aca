#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "io/file.h"
#include "support/temporary_folder.h"
#include "train/validation_log.h"

namespace emsurvey {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// The rows of one step with these F-scores of two labels.
std::vector<ValidationRow> at_step(std::int64_t step, double first, double second) {
  return {{step, "cells, all", first, 0.25}, {step, "synapses", second, none}};
}

class Validations : public ::testing::Test {
 protected:
  void add(std::int64_t steps_done, const std::vector<ValidationRow>& rows) const {
    ValidationLog(path_, steps_done).append(rows);
  }
  const TemporaryFolder folder_;
  const std::filesystem::path path_ = folder_.path() / "validation.csv";
};

TEST_F(Validations, AreRowsOfStepsAndLabels) {
  add(0, at_step(100, 0.5, none));
  EXPECT_EQ(read_file(path_),
            "step,label,F_score,semantic_Jaccard,threshold\n"
            "100,\"cells, all\",0.5,0.25,0.5\n"
            "100,synapses,,,0.5\n");
  const auto rows = read_validations(path_);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].label, "cells, all");
  EXPECT_EQ(rows[0].semantic_jaccard, 0.25);
  EXPECT_TRUE(std::isnan(rows[1].f_score));
  EXPECT_TRUE(read_validations(folder_.path() / "missing.csv").empty());
}

TEST_F(Validations, AreCutBackToTheCheckpoint) {
  add(0, at_step(100, 0.5, 0.5));
  add(150, at_step(200, 0.5, 0.75));
  const std::string two = read_file(path_);
  add(100, at_step(200, 0.5, 0.75));
  EXPECT_EQ(read_file(path_), two);
  write_file(path_, two + "300,cel");  // As a killed process leaves it.
  EXPECT_EQ(read_validations(path_).size(), 4U);
  add(200, at_step(300, 0.5, 0.5));
  EXPECT_EQ(read_validations(path_).size(), 6U);
  EXPECT_EQ(read_validations(path_)[4].step, 300);
}

TEST(BestStep, HasTheHighestMeanOverLabelsAndIsTheFirstOfEqualOnes) {
  std::vector<ValidationRow> rows;
  EXPECT_FALSE(best_step(rows));
  const auto add = [&](const std::vector<ValidationRow>& more) {
    rows.insert(rows.end(), more.begin(), more.end());
  };
  add(at_step(1, none, none));
  EXPECT_FALSE(best_step(rows));
  add(at_step(2, 0.5, 0.25));
  add(at_step(3, 0.25, 0.75));
  add(at_step(4, 0.5, 0.5));
  ASSERT_TRUE(best_step(rows));
  EXPECT_EQ(best_step(rows)->step, 3);
  EXPECT_EQ(best_step(rows)->score, 0.5);
  add(at_step(5, 0.75, none));  // The mean over the labels that have a score.
  EXPECT_EQ(best_step(rows)->step, 5);
  EXPECT_EQ(last_validation(rows).size(), 2U);
  EXPECT_EQ(last_validation(rows)[0].step, 5);
}

}  // namespace
}  // namespace emsurvey

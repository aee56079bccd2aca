#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "io/checksummed.h"
#include "io/hdf5.h"
#include "store/run_pages.h"
#include "store/scores_file.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

class ScoresFile : public ::testing::Test {
 protected:
  ScoresFile() {
    experiment_.identity = "identity";
    LabelScores good, bad;
    good.f_score = 0.75;
    good.detection_ap = 0.5;
    bad.f_score = 0.25;
    scores_ = {{"membranes"}, {"00", "01"}, {{good, bad}}};
  }

  std::filesystem::path path() const { return folder_.path() / "scores.h5"; }

  TemporaryFolder folder_;
  Experiment experiment_;
  RunScores scores_;
};

TEST_F(ScoresFile, KeepsScoresThresholdsAndCurves) {
  scores_.thresholds = {0.25};
  scores_.curves = {{0.25, 0.5}, {{{{0.75, 0.5}, {0.125, 0.25}}, {{std::nan(""), 0.5}, {0, 1}}}}};
  write_scores(path(), experiment_, scores_);
  const RunScores read = read_scores(path(), experiment_);
  EXPECT_EQ(read.scores[0][0].f_score, 0.75);
  EXPECT_EQ(read.scores[0][0].detection_ap, 0.5);
  EXPECT_EQ(read.columns.size(), score_columns().size());
  EXPECT_EQ(read.thresholds, scores_.thresholds);
  EXPECT_EQ(read.curves.thresholds, scores_.curves.thresholds);
  ASSERT_EQ(read.curves.images[0].size(), 2U);
  EXPECT_EQ(read.curves.images[0][0].f_score, (std::vector<double>{0.75, 0.5}));
  EXPECT_TRUE(std::isnan(read.curves.images[0][1].f_score[0]));
  EXPECT_EQ(read.curves.images[0][1].semantic_jaccard, (std::vector<double>{0, 1}));
}

/// Begins a file of one label and image with the columns of the first version.
void write_first_columns(Hdf5Writer& file) {
  file.attribute("/", "format_version", std::int64_t{1});
  file.attribute("/", "identity", "identity");
  file.attribute("/", "labels", R"(["membranes"])");
  file.attribute("/", "images", R"(["00"])");
  for (const ScoreColumn& column : score_columns().first(16)) {
    const double value = column.is_count() ? 3 : 0.5;
    file.write<double>(std::string("/scores/0/") + column.name, {&value, 1}, {1});
  }
}

TEST_F(ScoresFile, OfAnEarlierVersionKeepsItsColumns) {
  Hdf5Writer file;
  write_first_columns(file);
  write_checksummed(path(), file.finish());
  const RunScores read = read_scores(path(), experiment_);
  EXPECT_EQ(read.scores[0][0].predicted_regions, 3);
  EXPECT_TRUE(std::isnan(read.scores[0][0].voi_split));
  EXPECT_TRUE(read.thresholds.empty());
  EXPECT_TRUE(read.curves.thresholds.empty());
  const std::string text = evaluation_texts(read).front().second;
  EXPECT_EQ(
      text.substr(0, text.find('\n')),
      "pred_path,true_path,RAND_label,MI_label,RAND,precision,recall,F_score,adapted_RAND_error,Jaccard,"
      "Dice,Conformity,sample,semantic_Jaccard,semantic_Dice,semantic_conformity,F_score_skimage,"
      "true_regions,predicted_regions");
}

TEST_F(ScoresFile, SaysThresholdsOtherThanTheDefaultInTheEvaluationAndOnThePage) {
  EXPECT_EQ(evaluation_texts(scores_)[0].second.find("threshold\n"), std::string::npos);
  EXPECT_EQ(run_pages(experiment_, "{}", scores_).back().text.find("threshold"), std::string::npos);
  scores_.thresholds = {0.25};
  const std::string text = evaluation_texts(scores_)[0].second;
  EXPECT_NE(text.find(",threshold\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with(",0.25\n"));
  EXPECT_NE(run_pages(experiment_, "{}", scores_).back().text.find("label: membranes 0.25."),
            std::string::npos);
}

TEST_F(ScoresFile, WithCurvesOfTheWrongLengthIsDamaged) {
  Hdf5Writer file;
  write_first_columns(file);
  const std::vector<double> three{0.1, 0.2, 0.3};
  file.write<double>("/threshold_curves/thresholds", three, {3});
  file.write<double>("/threshold_curves/0/F_score", three, {1, 3});
  file.write<double>("/threshold_curves/0/semantic_Jaccard", {three.data(), 2}, {1, 2});
  write_checksummed(path(), file.finish());
  EXPECT_INPUT_ERROR(read_scores(path(), experiment_), "is damaged");
}

}  // namespace
}  // namespace emsurvey

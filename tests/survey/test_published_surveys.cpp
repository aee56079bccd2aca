// The configs of the published surveys make the published grids.
#include <gtest/gtest.h>

#include "io/file.h"
#include "support/one_volume.h"
#include "survey/grid.h"
#include "survey/options.h"
#include "survey/split_audit.h"

namespace emsurvey {
namespace {

/// Twenty neighbouring sections, as the published data set has them.
DataFacts published_data() {
  DataFacts facts;
  for (int i = 0; i < 20; ++i)
    facts.images.push_back({std::to_string(i), "hash" + std::to_string(i), "stack1", i});
  facts.label_count = 3;
  facts.nm_per_pixel = 4.6;
  facts.content_hash = "content";
  return facts;
}

std::vector<Experiment> published_survey(const std::string& name) {
  boost::program_options::options_description options;
  for (const auto& group : survey_option_groups()) options.add(group);
  return expand_grid(
      read_settings(parse_options({"--config", std::string(EMSURVEY_CONFIGS) + "/" + name}, options)),
      published_data());
}

TEST(PublishedSurveys, TrainAgainstADiscriminator) {
  for (const char* name :
       {"loss_functions.cfg", "generators_and_depth.cfg", "amount_ground_truth.cfg", "resolution.cfg"}) {
    for (const auto& e : published_survey(name)) {
      EXPECT_EQ(e.model, ModelKind::pix2pix) << name;
      EXPECT_EQ(e.crop_px, 256);
      EXPECT_EQ(e.batch, 1);
      EXPECT_EQ(e.learning_rate, 0.0002);
      EXPECT_EQ(e.beta1, 0.5);
      EXPECT_EQ(e.split_rule.scheme, SplitScheme::published);
    }
  }
  for (const auto& e : published_survey("loss_functions_classic.cfg")) EXPECT_EQ(e.model, ModelKind::classic);
}

TEST(PublishedSurveys, CompareSixLossesOnThreeSplits) {
  const auto runs = published_survey("loss_functions.cfg");
  ASSERT_EQ(runs.size(), 18U);
  EXPECT_EQ(runs[17].loss, "logistic");
  EXPECT_EQ(runs[17].steps, 8000);
}

TEST(PublishedSurveys, CompareTwentyGenerators) {
  const auto runs = published_survey("generators_and_depth.cfg");
  const std::vector<std::string> generators = {"unet", "densenet", "highwaynet", "resnet"};
  const std::vector<std::vector<int>> layers = {
      {8, 10, 12, 14, 16}, {11, 16, 21, 26, 31}, {14, 18, 24, 30, 38}, {14, 18, 24, 30, 38}};
  ASSERT_EQ(runs.size(), 20U);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    EXPECT_EQ(runs[i].network.name, generators[i / 5]);
    EXPECT_EQ(layer_count(runs[i].network), layers[i / 5][i % 5]);
    EXPECT_EQ(runs[i].network.filters, runs[i].network.name == "unet" ? 64 : 32);
    EXPECT_EQ(runs[i].loss, "square");
    EXPECT_EQ(runs[i].steps, 8000);
  }
}

TEST(PublishedSurveys, CompareAmountsOfGroundTruth) {
  const auto runs = published_survey("amount_ground_truth.cfg");
  ASSERT_EQ(runs.size(), 16U);
  for (int n = 1; n <= 16; ++n) {
    const auto& run = runs[static_cast<std::size_t>(n - 1)];
    EXPECT_EQ(run.run, n);
    EXPECT_EQ(run.epochs, 4800 / n);
    EXPECT_EQ(run.steps, 4800 / n * n);
    const Split split = run.split_for(one_volume(20));
    EXPECT_EQ(static_cast<int>(split.images(Role::train).size()), n);
    EXPECT_EQ(static_cast<int>(split.images(Role::test).size()), 20 - n);
  }
}

TEST(PublishedSurveys, CompareResolutions) {
  const auto runs = published_survey("resolution.cfg");
  ASSERT_EQ(runs.size(), 3U);
  const std::vector<int> numbers = {1, 2, 4};
  const std::vector<std::string> resolutions = {"8 nm", "4 nm", "2 nm"};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(runs[i].run, numbers[i]);
    EXPECT_EQ(runs[i].axes,
              (std::vector<std::pair<std::string, std::string>>{{"resolution", resolutions[i]}}));
    EXPECT_EQ(runs[i].steps, 4800);
  }
}

TEST(PublishedSurveys, CompareAmountsOnAFixedTestSetIfAsked) {
  const auto runs = published_survey("amount_ground_truth_fixed_test.cfg");
  ASSERT_EQ(runs.size(), 16U);
  for (int n = 1; n <= 16; ++n) {
    const Split split = runs[static_cast<std::size_t>(n - 1)].split_for(one_volume(20));
    EXPECT_EQ(static_cast<int>(split.images(Role::train).size()), n);
    EXPECT_EQ(split.images(Role::test), (std::vector<int>{2, 8, 10, 19}));
  }
}

TEST(QuickSurveys, TestNoNeighboursOfTrainingSections) {
  for (const char* name : {"loss_functions_quick.cfg", "generators_and_depth_quick.cfg",
                           "amount_ground_truth_quick.cfg", "resolution_quick.cfg", "quickstart.cfg"}) {
    const SplitAudit audit = audit_splits(published_survey(name), published_data());
    EXPECT_FALSE(audit.leaks()) << name << ": " << audit_verdict(audit);
  }
}

TEST(QuickSurveys, CompareLossesOnEverySectionOnce) {
  const auto runs = published_survey("loss_functions_quick.cfg");
  EXPECT_EQ(runs.size(), 18U);
  for (const auto& [image, times] : audit_splits(runs, published_data()).times_tested)
    EXPECT_EQ(times, 1) << image;
}

}  // namespace
}  // namespace emsurvey

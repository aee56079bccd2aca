#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "data/summary.h"

namespace emsurvey {
namespace {

Dataset one_section(LabelKind kind, Polarity polarity, std::vector<std::uint8_t> target) {
  Dataset dataset;
  dataset.labels = {{"x", kind, polarity}};
  Section section;
  section.name = "a";
  section.raw = {2, 5};
  section.labels = {{2, 5}};
  section.labels[0].values = std::move(target);
  dataset.sections = {section};
  return dataset;
}

TEST(Summary, CountsPresenceAndRegionsOfTheLabel) {
  // Two regions: diagonal neighbours are connected; 127 is absent.
  Dataset dataset = one_section(LabelKind::mask, Polarity::label, {255, 0, 0, 127, 200, 0, 128, 0, 0, 0});
  const LabelSummary summary = summarise(dataset).at(0);
  EXPECT_EQ(summary.annotated_share, 1);
  EXPECT_DOUBLE_EQ(summary.present_share, 0.3);
  EXPECT_EQ(summary.regions, 2);
  dataset.sections.push_back(dataset.sections[0]);
  EXPECT_EQ(summarise(dataset).at(0).regions, 4);
}

TEST(Summary, CountsRegionsBetweenTheLabel) {
  const Dataset dataset =
      one_section(LabelKind::mask, Polarity::between, {0, 255, 0, 255, 0, 0, 255, 0, 255, 0});
  EXPECT_EQ(summarise(dataset).at(0).regions, 3);
}

TEST(Summary, LeavesOutWhatIsNotAnnotated) {
  Dataset dataset = one_section(LabelKind::mask, Polarity::label, {255, 255, 255, 0, 0, 0, 0, 0, 0, 0});
  dataset.sections[0].valid = {{2, 5, 1}};
  dataset.sections[0].valid[0].values = {1, 0, 1, 1, 1, 0, 0, 0, 0, 0};
  const LabelSummary summary = summarise(dataset).at(0);
  EXPECT_DOUBLE_EQ(summary.annotated_share, 0.4);
  EXPECT_DOUBLE_EQ(summary.present_share, 0.5);
  EXPECT_EQ(summary.regions, 2);
  dataset.sections[0].valid[0] = {2, 5, 0};
  EXPECT_EQ(summarise(dataset).at(0).present_share, 0);
}

TEST(Summary, NumberedRegionsAreTheirNumbers) {
  Dataset dataset =
      one_section(LabelKind::instances, Polarity::label, {255, 255, 255, 0, 255, 0, 0, 0, 0, 0});
  dataset.sections[0].instances = {{2, 5}};
  dataset.sections[0].instances[0].values = {7, 9, 9, 0, 7, 0, 0, 0, 0, 0};
  EXPECT_EQ(summarise(dataset).at(0).regions, 2);
}

TEST(Summary, LabelsThatSeemInvertedOrEmptyAreNamed) {
  LabelSummary summary;
  summary.annotated_share = 1;
  summary.present_share = 0.87;
  const Label mask{"m", LabelKind::mask, Polarity::between};
  const Label instances{"m", LabelKind::instances, Polarity::label};
  const auto told = [&](const Label& label, const std::string& part, bool is_inverted = false) {
    const auto warning = warning_of(label, summary, is_inverted);
    return warning && warning->find(part) != std::string::npos;
  };
  EXPECT_TRUE(told(mask, "m is present in 87 % of the pixels; "));
  EXPECT_TRUE(told(mask, "write --label NAME=DIR:KIND:inverted"));
  EXPECT_TRUE(told(mask, "leave out :inverted", true));
  EXPECT_TRUE(told({"m", LabelKind::cells, Polarity::between}, "87 %"));
  EXPECT_FALSE(warning_of(instances, summary, false));
  summary.present_share = 1;
  EXPECT_TRUE(told(instances, "m is present in 100 % of the pixels; background must be 0"));
  summary.present_share = 0.3;
  EXPECT_FALSE(warning_of(mask, summary, false));
  summary.present_share = 0;
  EXPECT_TRUE(told(mask, "present nowhere"));
  summary.annotated_share = 0;
  EXPECT_TRUE(told(mask, "annotated nowhere"));
}

}  // namespace
}  // namespace emsurvey

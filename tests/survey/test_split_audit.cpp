#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/one_volume.h"
#include "survey/split_audit.h"

namespace emsurvey {
namespace {

DataFacts facts_of_volume(int count) {
  DataFacts facts;
  for (const SectionPlace& place : one_volume(count))
    facts.images.push_back({place.name, "hash" + place.name, place.volume, place.z});
  return facts;
}

SplitAudit audit_of(const SplitRule& rule, const DataFacts& facts = facts_of_volume(20)) {
  std::vector<Experiment> experiments(static_cast<std::size_t>(rule.splits));
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    experiments[i].split_rule = rule;
    experiments[i].split = static_cast<int>(i) + 1;
  }
  return audit_splits(experiments, facts);
}

TEST(SplitAudit, ThePublishedSplitLeaks) {
  const SplitAudit audit = audit_of({.scheme = SplitScheme::published, .splits = 3});
  ASSERT_EQ(audit.splits.size(), 1U) << "all three are the same";
  EXPECT_EQ(audit.tested_sections(), 4U);
  EXPECT_EQ(audit.neighbours(), 4U);
  EXPECT_EQ(audit.splits[0].tested[1].image, "8");
  EXPECT_EQ(audit.splits[0].tested[1].nearest, "7") << "of 7 and 9 the one with the lower z";
  EXPECT_EQ(audit.times_tested.at("8"), 1);
  EXPECT_EQ(audit.times_tested.at("9"), 0);
  const std::string verdict = audit_verdict(audit);
  EXPECT_TRUE(verdict.starts_with("leaks: 4 of 4 test sections are direct neighbours of training sections"))
      << verdict;
  EXPECT_TRUE(verdict.ends_with("use split-scheme = blocks with gap = 1")) << verdict;
}

TEST(SplitAudit, BlocksWithAGapDoNotLeak) {
  const SplitAudit audit = audit_of({.scheme = SplitScheme::blocks, .splits = 3});
  EXPECT_EQ(audit.tested_sections(), 20U);
  EXPECT_FALSE(audit.leaks());
  for (const auto& [image, times] : audit.times_tested) EXPECT_EQ(times, 1) << image;
  // Blocks 0-5, 6-12, 13-19: 5 is 2 away from 7, and 19 is 8 away from 11.
  EXPECT_EQ(
      audit_summary(audit),
      "3 different split(s) with 11 to 13 training and 6 to 7 test section(s); each section is tested 1 "
      "time(s); the nearest training section is 2 to 8 section(s) away");
}

TEST(SplitAudit, BlocksWithoutAGapLeakAtTheirEnds) {
  const SplitAudit audit = audit_of({.scheme = SplitScheme::blocks, .splits = 3, .gap = 0});
  EXPECT_EQ(audit.neighbours(), 4U);
  EXPECT_TRUE(audit_verdict(audit).ends_with("use gap = 1 or more")) << audit_verdict(audit);
}

TEST(SplitAudit, SectionsInOtherVolumesAreNoNeighbours) {
  DataFacts facts = facts_of_volume(20);
  for (std::size_t i = 10; i < 20; ++i) facts.images[i].volume = "other";
  const SplitAudit audit = audit_of({.scheme = SplitScheme::volumes, .splits = 2}, facts);
  EXPECT_FALSE(audit.leaks());
  EXPECT_TRUE(audit_summary(audit).ends_with("no training section is in a tested volume"))
      << audit_summary(audit);
}

TEST(SplitAudit, FindsSectionsWithEqualPixels) {
  DataFacts facts = facts_of_volume(6);
  facts.images[4].raw_hash = facts.images[1].raw_hash;
  const SplitAudit audit = audit_of({.scheme = SplitScheme::blocks, .splits = 2}, facts);
  EXPECT_TRUE(audit.needs_warning());
  EXPECT_TRUE(audit_verdict(audit).ends_with("sections with equal pixels: 1 = 4")) << audit_verdict(audit);
}

TEST(SplitAudit, IsKeptAsJson) {
  const auto json = nlohmann::json::parse(audit_json(audit_of({.scheme = SplitScheme::blocks, .splits = 3})));
  EXPECT_EQ(json.at("leaks"), false);
  EXPECT_EQ(json.at("splits").size(), 3U);
  EXPECT_EQ(json.at("splits")[0].at("scheme"), "blocks");
  EXPECT_EQ(json.at("splits")[0].at("tested")[5],
            (nlohmann::json{{"image", "5"}, {"nearest", "7"}, {"distance", 2}}));
}

}  // namespace
}  // namespace emsurvey

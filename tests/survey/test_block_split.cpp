#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "support/input_error.h"
#include "support/one_volume.h"
#include "survey/block_split.h"

namespace emsurvey {
namespace {

using Sections = std::vector<int>;

Sections range(int begin, int end) {
  Sections sections(static_cast<std::size_t>(end - begin));
  std::iota(sections.begin(), sections.end(), begin);
  return sections;
}

/// Volumes of these lengths, named by letters, whose sections follow each other.
SectionPlaces volumes(const std::vector<int>& lengths) {
  SectionPlaces places;
  for (std::size_t volume = 0; volume < lengths.size(); ++volume)
    for (int z = 0; z < lengths[volume]; ++z)
      places.push_back({std::to_string(places.size()), std::string(1, static_cast<char>('A' + volume)), z});
  return places;
}

SplitRule blocks(int splits, int gap = 1) {
  return {.scheme = SplitScheme::blocks, .splits = splits, .gap = gap};
}

TEST(Blocks, AreNeighboursOfEqualLength) {
  EXPECT_EQ(blocks_of(one_volume(20), 3), (std::vector<Sections>{range(0, 6), range(6, 13), range(13, 20)}));
}

TEST(Blocks, FollowZAndNotTheOrderInTheDataSet) {
  const SectionPlaces places{{"d", "v", 7}, {"a", "v", 1}, {"c", "v", 5}, {"b", "v", 3}};
  EXPECT_EQ(blocks_of(places, 2), (std::vector<Sections>{{1, 3}, {2, 0}}));
}

TEST(Blocks, StayWithinTheirVolumes) {
  EXPECT_EQ(blocks_of(volumes({20, 10}), 3),
            (std::vector<Sections>{range(0, 10), range(10, 20), range(20, 30)}));
  EXPECT_EQ(blocks_of(volumes({20, 20}), 3),
            (std::vector<Sections>{range(0, 10), range(10, 20), range(20, 40)}));
}

TEST(Blocks, JoinVolumesThatAreTooShortOrTooMany) {
  EXPECT_EQ(blocks_of(volumes({10, 10, 1}), 4),
            (std::vector<Sections>{range(0, 5), range(5, 10), range(10, 15), range(15, 21)}));
  EXPECT_EQ(blocks_of(volumes({10, 10, 1}), 2), (std::vector<Sections>{range(0, 10), range(10, 21)}));
  EXPECT_EQ(blocks_of(volumes({1, 1, 1, 1}), 2), (std::vector<Sections>{range(0, 2), range(2, 4)}));
}

TEST(Blocks, KeepTheSectionsOfASliceTogether) {
  SectionPlaces tiles;
  for (int i = 0; i < 8; ++i) tiles.push_back({std::to_string(i), "v", i / 2});
  const Split split = make_split(blocks(4), 2, tiles);
  EXPECT_EQ(split.images(Role::test), (Sections{2, 3}));
  EXPECT_EQ(split.images(Role::unused), (Sections{0, 1, 4, 5}));
  EXPECT_EQ(split.images(Role::train), (Sections{6, 7}));
}

TEST(BlockSplit, TestsEverySectionExactlyOnce) {
  for (const auto& places : {one_volume(20), volumes({7, 9, 4}), volumes({3, 30, 1, 2})}) {
    for (const int splits : {2, 3, 5}) {
      std::multiset<int> all;
      for (int number = 1; number <= splits; ++number)
        for (const int section : make_split(blocks(splits), number, places).images(Role::test))
          all.insert(section);
      const Sections every = range(0, static_cast<int>(places.size()));
      EXPECT_EQ(all, std::multiset<int>(every.begin(), every.end())) << splits << " splits";
    }
  }
}

TEST(BlockSplit, LeavesTheGapOutOnBothSides) {
  const Split split = make_split(blocks(5), 2, 20);
  EXPECT_EQ(split.images(Role::test), range(4, 8));
  EXPECT_EQ(split.images(Role::unused), (Sections{3, 8}));
  EXPECT_EQ(split.images(Role::train).size(), 14U);
  EXPECT_EQ(make_split(blocks(5, 0), 2, 20).images(Role::unused), Sections{});
  EXPECT_EQ(make_split(blocks(5, 2), 1, 20).images(Role::unused), (Sections{4, 5}));
}

TEST(BlockSplit, LeavesNoGapInOtherVolumes) {
  const Split split = make_split(blocks(2), 1, volumes({5, 5}));
  EXPECT_EQ(split.images(Role::test), range(0, 5));
  EXPECT_EQ(split.images(Role::train), range(5, 10));
}

TEST(BlockSplit, TrainsOnSpreadSectionsSmallerNumbersWithinLarger) {
  const auto training = [](int count) {
    SplitRule rule = blocks(5);
    rule.train_images = count;
    return make_split(rule, 1, 20).images(Role::train);
  };
  // 19 is the farthest from the tested 0 to 3, 11 is in the middle between 3 and 19, 7 and 15 are between those.
  EXPECT_EQ(training(1), (Sections{19}));
  EXPECT_EQ(training(2), (Sections{11, 19}));
  EXPECT_EQ(training(4), (Sections{7, 11, 15, 19}));
  EXPECT_EQ(training(15), range(5, 20));
}

TEST(BlockSplit, ValidatesOnNeighboursFarFromTheTest) {
  SplitRule rule = blocks(5);
  rule.validation_images = 2;
  const Split at_end = make_split(rule, 1, 20);
  EXPECT_EQ(at_end.images(Role::validation), (Sections{18, 19}));
  EXPECT_EQ(at_end.images(Role::unused), (Sections{4, 17}));
  EXPECT_EQ(at_end.images(Role::train), range(5, 17));
  const Split in_the_middle = make_split(rule, 3, 20);
  EXPECT_EQ(in_the_middle.images(Role::validation), (Sections{0, 1}));
  EXPECT_EQ(in_the_middle.images(Role::unused), (Sections{2, 7, 12}));
}

TEST(BlockSplit, GivesUpTheGapOfTheValidationBeforeTheTraining) {
  SplitRule rule = blocks(2);
  rule.validation_images = 1;
  const Split split = make_split(rule, 1, 6);  // Tests 0 to 2, leaves out 3.
  EXPECT_EQ(split.images(Role::validation), (Sections{5}));
  EXPECT_EQ(split.images(Role::train), (Sections{4}));
}

TEST(BlockSplit, RefusesWhatLeavesNothing) {
  EXPECT_INPUT_ERROR(make_split(blocks(1), 1, 20), "splits");
  EXPECT_INPUT_ERROR(make_split(blocks(21), 1, 20), "ask for 2 to 20");
  EXPECT_INPUT_ERROR(make_split(blocks(2, 10), 1, 20), "gap");
  SplitRule rule = blocks(5);
  rule.train_images = 16;
  EXPECT_INPUT_ERROR(make_split(rule, 1, 20), "16 is more than the 15 images");
  rule = blocks(5);
  rule.test_images = 4;
  EXPECT_INPUT_ERROR(make_split(rule, 1, 20), "test-images");
}

}  // namespace
}  // namespace emsurvey

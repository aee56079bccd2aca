#include <gtest/gtest.h>

#include "support/input_error.h"
#include "support/one_volume.h"
#include "survey/volume_split.h"

namespace emsurvey {
namespace {

using Sections = std::vector<int>;

/// A has 5 sections, B and C have 3, D has 2.
SectionPlaces four_volumes() {
  SectionPlaces places;
  for (const auto& [volume, length] :
       std::vector<std::pair<std::string, int>>{{"A", 5}, {"B", 3}, {"C", 3}, {"D", 2}})
    for (int z = 0; z < length; ++z) places.push_back({volume + std::to_string(z), volume, z});
  return places;
}

SplitRule volumes(int splits) {
  return {.scheme = SplitScheme::volumes, .splits = splits};
}

TEST(VolumeSplit, TestsEveryVolumeOnce) {
  const Split first = make_split(volumes(2), 1, four_volumes());
  EXPECT_EQ(first.images(Role::test), (Sections{0, 1, 2, 3, 4, 11, 12}));  // A and D
  EXPECT_EQ(first.images(Role::train), (Sections{5, 6, 7, 8, 9, 10}));
  const Split second = make_split(volumes(2), 2, four_volumes());
  EXPECT_EQ(second.images(Role::test), first.images(Role::train));
  EXPECT_EQ(second.images(Role::train), first.images(Role::test));
  EXPECT_EQ(make_split(volumes(4), 4, four_volumes()).images(Role::test), (Sections{11, 12}));
}

TEST(VolumeSplit, ValidatesOnAWholeVolumeWhereThatCostsNoTraining) {
  SplitRule rule = volumes(4);
  rule.validation_images = 3;
  const Split split = make_split(rule, 1, four_volumes());
  EXPECT_EQ(split.images(Role::validation), (Sections{5, 6, 7}));
  EXPECT_EQ(split.images(Role::unused), Sections{});
}

TEST(VolumeSplit, NeedsVolumes) {
  EXPECT_INPUT_ERROR(make_split(volumes(2), 1, 20), "use blocks");
  EXPECT_INPUT_ERROR(make_split(volumes(5), 1, four_volumes()), "ask for 2 to 4");
  EXPECT_INPUT_ERROR(make_split(volumes(1), 1, four_volumes()), "splits");
}

}  // namespace
}  // namespace emsurvey

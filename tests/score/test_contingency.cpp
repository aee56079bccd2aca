#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>
#include <vector>

#include "score/contingency.h"
#include "score/masks.h"

namespace emsurvey {
namespace {

TEST(CountOverlaps, IsThePixelwiseCount) {
  std::mt19937 generator(3);
  Plane<std::uint32_t> truth(40, 30);
  Plane<std::uint32_t> predicted(40, 30);
  for (std::size_t i = 0; i < truth.values.size(); ++i) {
    // The first pixels have the numbers in ascending order, so that the regions keep their numbers.
    truth.values[i] = static_cast<std::uint32_t>(i < 7 ? i : generator() % 7);
    predicted.values[i] = static_cast<std::uint32_t>(i < 9 ? i : generator() % 9);
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> expected;
  for (std::size_t i = 0; i < truth.values.size(); ++i)
    if (truth.values[i] > 0) ++expected[{truth.values[i], predicted.values[i]}];

  std::vector<std::int64_t> sizes(9);
  for (const std::uint32_t region : predicted.values)
    if (region > 0) ++sizes[region];

  const ContingencyTable table = count_overlaps(runs_of(truth), runs_of(predicted));
  EXPECT_EQ(table.predicted_sizes, sizes);
  EXPECT_EQ(table.true_regions, 6);
  EXPECT_EQ(table.predicted_regions, 8);
  EXPECT_EQ(table.overlaps.size(), expected.size());
  for (const Overlap& overlap : table.overlaps)
    EXPECT_EQ(overlap.pixels, (expected[{static_cast<std::uint32_t>(overlap.true_region),
                                         static_cast<std::uint32_t>(overlap.predicted_region)}]));
}

TEST(CountOverlaps, HasNoEntriesWithoutTrueRegions) {
  const ContingencyTable table =
      count_overlaps(runs_of(Plane<std::uint32_t>(2, 2)), runs_of(Plane<std::uint32_t>(2, 2, 1)));
  EXPECT_EQ(table.true_regions, 0);
  EXPECT_EQ(table.predicted_regions, 1);
  EXPECT_TRUE(table.overlaps.empty());
}

TEST(OverlapSum, UnitesMoreEntriesThanItHasRoomFor) {
  OverlapSum sum(3, 1000);
  for (std::int32_t i = 0; i < 3'000'000; ++i) sum.add(1 + i % 3, 1 + i % 1000, 2);
  const std::vector<Overlap> overlaps = sum.finish();
  ASSERT_EQ(overlaps.size(), 3000U);
  EXPECT_EQ(overlaps.front().true_region, 1);
  EXPECT_EQ(overlaps.front().predicted_region, 1);
  for (const Overlap& overlap : overlaps) EXPECT_EQ(overlap.pixels, 2000);
}

}  // namespace
}  // namespace emsurvey

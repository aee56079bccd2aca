#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>
#include <vector>

#include "score/contingency.h"

namespace emsurvey {
namespace {

TEST(CountOverlaps, IsThePixelwiseCount) {
  std::mt19937 generator(3);
  Plane<std::int32_t> truth(40, 30);
  Plane<std::int32_t> predicted(40, 30);
  for (std::size_t i = 0; i < truth.values.size(); ++i) {
    truth.values[i] = static_cast<std::int32_t>(generator() % 7);
    predicted.values[i] = static_cast<std::int32_t>(generator() % 9);
  }
  std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> expected;
  for (std::size_t i = 0; i < truth.values.size(); ++i)
    if (truth.values[i] > 0) ++expected[{truth.values[i], predicted.values[i]}];

  std::vector<std::int64_t> sizes(9);
  for (const std::int32_t region : predicted.values) ++sizes[static_cast<std::size_t>(region)];

  const ContingencyTable table = count_overlaps(truth, predicted);
  EXPECT_EQ(table.predicted_sizes, sizes);
  EXPECT_EQ(table.true_regions, 6);
  EXPECT_EQ(table.predicted_regions, 8);
  EXPECT_EQ(table.overlaps.size(), expected.size());
  for (const Overlap& overlap : table.overlaps)
    EXPECT_EQ(overlap.pixels, (expected[{overlap.true_region, overlap.predicted_region}]));
}

TEST(CountOverlaps, HasNoEntriesWithoutTrueRegions) {
  const ContingencyTable table = count_overlaps(Plane<std::int32_t>(2, 2), Plane<std::int32_t>(2, 2, 1));
  EXPECT_EQ(table.true_regions, 0);
  EXPECT_EQ(table.predicted_regions, 1);
  EXPECT_TRUE(table.overlaps.empty());
}

}  // namespace
}  // namespace emsurvey

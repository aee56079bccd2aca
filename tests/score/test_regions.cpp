#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "score/masks.h"
#include "score/regions.h"

namespace emsurvey {
namespace {

/// Reference implementation that labels the regions pixel by pixel.
Plane<std::int32_t> flooded(const Plane<std::uint8_t>& mask) {
  Plane<std::int32_t> regions(mask.height, mask.width);
  std::int32_t count = 0;
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x) {
      if (mask.at(y, x) == 0 || regions.at(y, x) != 0) continue;
      ++count;
      std::vector<std::pair<int, int>> open{{y, x}};
      while (!open.empty()) {
        const auto [py, px] = open.back();
        open.pop_back();
        if (py < 0 || px < 0 || py >= mask.height || px >= mask.width) continue;
        if (mask.at(py, px) == 0 || regions.at(py, px) != 0) continue;
        regions.at(py, px) = count;
        for (int dy = -1; dy <= 1; ++dy)
          for (int dx = -1; dx <= 1; ++dx) open.emplace_back(py + dy, px + dx);
      }
    }
  }
  return regions;
}

TEST(LabelRegions, JoinsDiagonalNeighbours) {
  const auto regions = label_regions(mask_of({"#...#",  //
                                              ".#.#.",  //
                                              "..#..",  //
                                              "....."}));
  for (const std::int32_t region : regions.values) EXPECT_LE(region, 1);
  EXPECT_EQ(regions.at(0, 0), 1);
  EXPECT_EQ(regions.at(0, 4), 1);
}

TEST(LabelRegions, NumbersByFirstPixelAlsoWhereBranchesMeetLate) {
  const auto regions = label_regions(mask_of({"#.#.#",  //
                                              "#.#.#",  //
                                              "#.###",  //
                                              "#....",  //
                                              "#.#.#"}));
  EXPECT_EQ(regions.values, (std::vector<std::int32_t>{1, 0, 2, 0, 2,  //
                                                       1, 0, 2, 0, 2,  //
                                                       1, 0, 2, 2, 2,  //
                                                       1, 0, 0, 0, 0,  //
                                                       1, 0, 3, 0, 4}));
}

TEST(LabelRegions, DoesNotJoinAcrossTheEdges) {
  EXPECT_EQ(label_regions(mask_of({"...#", "#..."})).values,
            (std::vector<std::int32_t>{0, 0, 0, 1, 2, 0, 0, 0}));
}

TEST(LabelRegions, IsTheFloodFillOfRandomMasks) {
  unsigned seed = 0;
  for (const double density : {0.05, 0.3, 0.45, 0.6, 0.95}) {
    for (const auto& [height, width] : {std::pair{1, 50}, {50, 1}, {2, 2}, {37, 41}, {64, 64}}) {
      const auto mask = random_mask(height, width, density, ++seed);
      EXPECT_EQ(label_regions(mask), flooded(mask)) << height << " x " << width << ", seed " << seed;
    }
  }
}

TEST(LabelRegions, TakesEmptyPlanes) {
  EXPECT_TRUE(label_regions({}).empty());
  EXPECT_EQ(label_regions(Plane<std::uint8_t>(3, 2)), Plane<std::int32_t>(3, 2));
}

}  // namespace
}  // namespace emsurvey

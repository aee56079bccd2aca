#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <utility>

#include "score/masks.h"
#include "score/nearest.h"
#include "score/regions.h"

namespace emsurvey {
namespace {

using Mask = Plane<std::uint8_t>;

/// Square of the distance to the nearest set pixel of `sites`, by trying all; the largest number if none is
/// set.
int nearest_square(const Mask& sites, int y, int x) {
  int best = std::numeric_limits<int>::max();
  for (int sy = 0; sy < sites.height; ++sy)
    for (int sx = 0; sx < sites.width; ++sx)
      if (sites.at(sy, sx) != 0) best = std::min(best, (sy - y) * (sy - y) + (sx - x) * (sx - x));
  return best;
}

double mean_by_definition(const Mask& from, const Mask& to) {
  double sum = 0;
  int pixels = 0;
  for (int y = 0; y < from.height; ++y) {
    for (int x = 0; x < from.width; ++x) {
      if (from.at(y, x) == 0) continue;
      sum += std::sqrt(nearest_square(to, y, x));
      ++pixels;
    }
  }
  return sum / pixels;
}

double mean_distance(const Mask& from, const Mask& to) {
  return emsurvey::mean_distance(bits_of(from), bits_of(to));
}

/// The regions after each asked pixel got the number of the region nearest to it.
Plane<std::int32_t> grown_regions(const Plane<std::int32_t>& regions, const Mask& within) {
  Mask sites(regions.height, regions.width);
  for (std::size_t i = 0; i < sites.values.size(); ++i) sites.values[i] = regions.values[i] != 0;
  Plane<std::int32_t> grown = regions;
  visit_nearest(bits_of(sites), bits_of(within),
                [&](int y, int x, int row, int column) { grown.at(y, x) = regions.at(row, column); });
  return grown;
}

Mask mask_of_region(const Plane<std::int32_t>& regions, std::int32_t region) {
  Mask mask(regions.height, regions.width);
  for (std::size_t i = 0; i < mask.values.size(); ++i) mask.values[i] = regions.values[i] == region;
  return mask;
}

TEST(MeanDistance, IsTheMeanByHand) {
  // Distances 0, 1, 2 and sqrt(2*2 + 1).
  EXPECT_DOUBLE_EQ(mean_distance(mask_of({"###..",  //
                                          "..#.."}),
                                 mask_of({"#....",  //
                                          "....."})),
                   (0 + 1 + 2 + std::sqrt(5.0)) / 4);
}

TEST(MeanDistance, IsUndefinedWithoutPixels) {
  const Mask empty(3, 4);
  const Mask full(3, 4, 1);
  EXPECT_TRUE(std::isnan(mean_distance(empty, full)));
  EXPECT_TRUE(std::isnan(mean_distance(full, empty)));
  EXPECT_TRUE(std::isnan(mean_distance(empty, empty)));
}

TEST(MeanDistance, IsTheDefinitionForRandomMasks) {
  unsigned seed = 0;
  for (const double density : {0.002, 0.02, 0.2, 0.9}) {
    for (const auto& [height, width] : {std::pair{1, 90}, {90, 1}, {40, 61}, {61, 40}}) {
      const Mask from = random_mask(height, width, 0.5, ++seed);
      Mask to = random_mask(height, width, density, ++seed);
      to.at(height - 1, width / 3) = 1;
      EXPECT_NEAR(mean_distance(from, to), mean_by_definition(from, to), 1e-12) << "seed " << seed;
    }
  }
}

TEST(MeanDistance, IsTheDefinitionFarFromASinglePixel) {
  // All pixels of the wide rows look far, which is where the search changes its method.
  const Mask from(9, 300, 1);
  Mask to(9, 300);
  to.at(4, 299) = 1;
  EXPECT_NEAR(mean_distance(from, to), mean_by_definition(from, to), 1e-10);
  to.at(0, 20) = to.at(8, 150) = to.at(0, 151) = 1;
  EXPECT_NEAR(mean_distance(from, to), mean_by_definition(from, to), 1e-10);
}

TEST(MeanDistance, IsTheDefinitionAroundTheEndsOfWords) {
  // Rows are searched in words of 64 columns; sites lie just within, at and beyond 32 columns, and words away.
  unsigned seed = 500;
  for (const int width : {63, 64, 65, 128, 400}) {
    for (const int sites : {1, 2, 5}) {
      const Mask from = random_mask(5, width, 0.3, ++seed);
      Mask to(5, width);
      for (int site = 0; site < sites; ++site)
        to.at(site, (site * 97 + static_cast<int>(seed) * 31) % width) = 1;
      EXPECT_NEAR(mean_distance(from, to), mean_by_definition(from, to), 1e-10) << "seed " << seed;
    }
  }
}

TEST(MeanDistance, IsExactInImagesOfMoreThan32767Pixels) {
  for (const auto& [height, width] : {std::pair{2, 40000}, {40000, 2}}) {
    Mask from(height, width), to(height, width);
    from.at(0, 0) = from.at(height / 2, width / 2) = to.at(height - 1, width - 1) = 1;
    EXPECT_NEAR(mean_distance(from, to), mean_by_definition(from, to), 1e-9);
  }
}

TEST(VisitNearest, MeetInTheMiddle) {
  Plane<std::int32_t> regions(1, 8);
  regions.values = {1, 0, 0, 0, 0, 0, 0, 2};
  EXPECT_EQ(grown_regions(regions, Mask(1, 8, 1)).values,
            (std::vector<std::int32_t>{1, 1, 1, 1, 2, 2, 2, 2}));
}

TEST(VisitNearest, GrowOnlyWithinTheMask) {
  Plane<std::int32_t> regions(1, 5);
  regions.values = {1, 0, 0, 0, 0};
  EXPECT_EQ(grown_regions(regions, mask_of({"##.##"})).values, (std::vector<std::int32_t>{1, 1, 0, 1, 1}));
  EXPECT_EQ(grown_regions(Plane<std::int32_t>(1, 5), Mask(1, 5, 1)), Plane<std::int32_t>(1, 5));
}

TEST(VisitNearest, AreOneOfTheNearestForRandomMasks) {
  unsigned seed = 100;
  for (const double density : {0.002, 0.05, 0.4}) {
    const Mask sites = random_mask(33, 47, density, ++seed);
    const Mask within = random_mask(33, 47, 0.8, ++seed);
    const auto regions = label_regions(sites);
    const auto grown = grown_regions(regions, within);
    for (int y = 0; y < sites.height; ++y) {
      for (int x = 0; x < sites.width; ++x) {
        const std::int32_t region = grown.at(y, x);
        if (sites.at(y, x) != 0 || within.at(y, x) == 0) {
          EXPECT_EQ(region, regions.at(y, x));
        } else {
          ASSERT_GT(region, 0);
          EXPECT_EQ(nearest_square(mask_of_region(regions, region), y, x), nearest_square(sites, y, x))
              << y << " " << x << ", seed " << seed;
        }
      }
    }
  }
}

}  // namespace
}  // namespace emsurvey

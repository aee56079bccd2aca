#include <gtest/gtest.h>

#include "report/overlay.h"
#include "score/regions.h"

namespace emsurvey {
namespace {

template <class T = std::uint8_t>
Plane<T> row_of(std::vector<T> values) {
  Plane<T> plane(1, static_cast<int>(values.size()));
  plane.values = std::move(values);
  return plane;
}

Colour colour_at(const Picture& picture, int x) {
  return {picture[0].at(0, x), picture[1].at(0, x), picture[2].at(0, x)};
}

TEST(PixelOverlay, TellsRightMissedAndInventedPixels) {
  const Picture picture = pixel_overlay(row_of({0, 1, 0, 1}), row_of({0, 1, 1, 0}));
  EXPECT_EQ(colour_at(picture, 0), OverlayColours::background);
  EXPECT_EQ(colour_at(picture, 1), OverlayColours::right);
  EXPECT_EQ(colour_at(picture, 2), OverlayColours::missed);
  EXPECT_EQ(colour_at(picture, 3), OverlayColours::invented);
}

TEST(RegionErrors, FindsMergesAndSplits) {
  // Prediction 1 joins the true regions 1 and 2; the true region 3 falls into predictions 2 and 3.
  const auto truth = row_of<std::int32_t>({1, 1, 0, 2, 2, 0, 3, 3, 3, 3});
  const auto predicted = row_of<std::int32_t>({1, 1, 1, 1, 1, 0, 2, 2, 0, 3});
  const RegionErrors errors = region_errors(predicted, truth);
  EXPECT_EQ(errors.is_merged, (std::vector<bool>{false, true, false, false}));
  EXPECT_EQ(errors.is_split, (std::vector<bool>{false, false, false, true}));
  EXPECT_EQ(errors.merged, 1U);
  EXPECT_EQ(errors.split, 1U);
  const Picture picture = region_overlay(predicted, truth, errors);
  EXPECT_EQ(colour_at(picture, 0), OverlayColours::merged);
  EXPECT_EQ(colour_at(picture, 2), OverlayColours::merged);
  EXPECT_EQ(colour_at(picture, 5), OverlayColours::background);
  EXPECT_EQ(colour_at(picture, 6), OverlayColours::split);
}

TEST(RegionErrors, IgnoresATouchOfAnotherRegion) {
  // Of six pixels one is less than a fifth.
  const auto truth = row_of<std::int32_t>({1, 2, 2, 2, 2, 2, 2});
  EXPECT_EQ(region_errors(row_of<std::int32_t>({1, 1, 0, 0, 0, 0, 0}), truth).merged, 0U);
  EXPECT_EQ(region_errors(row_of<std::int32_t>({1, 1, 1, 0, 0, 0, 0}), truth).merged, 1U);
}

TEST(RegionErrors, AreNoneInEmptyImages) {
  const auto nothing = row_of<std::int32_t>({0, 0});
  EXPECT_EQ(region_errors(nothing, nothing).merged, 0U);
  EXPECT_EQ(colour_at(region_overlay(nothing, nothing, region_errors(nothing, nothing)), 0),
            OverlayColours::background);
}

TEST(Thumbnail, HasTheMeansOfSquares) {
  const Plane<std::uint8_t> small = thumbnail(row_of({0, 100, 50, 51, 7}), 3);
  EXPECT_EQ(small.width, 3);
  EXPECT_EQ(small.values, (std::vector<std::uint8_t>{50, 51, 7}));
  EXPECT_EQ(thumbnail(row_of({0, 100}), 3).values, (std::vector<std::uint8_t>{0, 100}))
      << "small images stay";
}

}  // namespace
}  // namespace emsurvey

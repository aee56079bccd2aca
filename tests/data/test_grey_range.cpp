// The range of grey values that the network sees as -1 to 1.
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "data/grey_range.h"
#include "data/prepare_fixture.h"

namespace emsurvey {
namespace {

class GreyRange : public Prepare {
 protected:
  /// Writes a 16-bit section of 100 x 100 pixels, 1000 to 1099 from left to right; `changed` pixels get
  /// `value`.
  void slope(const std::string& name, int changed, std::uint32_t value) {
    fs::create_directories(path("raw"));
    fs::create_directories(path("spots"));
    write_stored_tiff(path("raw/" + name), 1, 100, 100, 16, 1, {}, [&](int, int y, int x, int) {
      return y * 100 + x < changed ? value : 1000U + static_cast<std::uint32_t>(x);
    });
    write_stored_tiff(path("spots/" + name), 1, 100, 100, 8, 1, {},
                      [](int, int, int x, int) { return x < 20 ? 255U : 0U; });
  }
};

TEST_F(GreyRange, TheGreyRangeCanBeGiven) {
  stack("raw/a.tif", 2, 16, 100);
  stack("spots/a.tif", 2, 8, 1);
  PrepareOptions ranged = options();
  ranged.grey_range = {10, 90.5};
  ranged.nm_per_pixel = 4.6;
  const Dataset dataset = prepare(ranged).dataset;
  EXPECT_EQ(dataset.grey_low, 10);
  EXPECT_EQ(dataset.grey_high, 90.5);
  EXPECT_EQ(dataset.nm_per_pixel, 4.6);
  ranged.grey_range = {10, 10};
  expect_in(error(ranged), {"--grey-range: is empty"});
  const double infinity = std::numeric_limits<double>::infinity();
  for (const auto& [low, high] :
       {std::pair(0.0, infinity), {-infinity, 5.0}, {std::nan(""), 5.0}, {5.0, std::nan("")}}) {
    ranged.grey_range = {low, high};
    expect_in(error(ranged), {"--grey-range: is not finite"});
  }
  ranged = options();
  write_stored_tiff(path("raw/a.tif"), 2, 2, 3, 16, 1, {}, [](int, int, int, int) { return 5U; });
  expect_in(error(ranged), {"has the same grey value everywhere"});
}

TEST_F(GreyRange, HotAndDeadPixelsDoNotDecide) {
  slope("0.tif", 8, 65535);
  slope("1.tif", 9, 0);
  const Dataset dataset = prepare(options()).dataset;
  EXPECT_EQ(dataset.grey_low, 1000);
  EXPECT_EQ(dataset.grey_high, 1099);
  const GreyHistogram greys(dataset);
  EXPECT_EQ(greys.pixels(), 20000);
  EXPECT_EQ(greys.pixels_outside(dataset.grey_low, dataset.grey_high), 17);
  EXPECT_EQ(warnings(options()), "");
}

TEST_F(GreyRange, AreTheirOwnWhereOneValueIsAlmostAll) {
  slope("0.tif", 9999, 500);
  EXPECT_EQ(prepare(options()).dataset.grey_low, 500);
  EXPECT_EQ(prepare(options()).dataset.grey_high, 1099);
}

TEST_F(GreyRange, PaddingIsNamed) {
  slope("0.tif", 500, 0);
  expect_in(warnings(options()), {path("raw") + ": no grey value within 0 to 1000", "--grey-range LOW HIGH"});
}

TEST_F(GreyRange, EightBitsKeepAllTheirValues) {
  png("raw/0.png", 8, {{100, 100, 101, 102}});
  png("spots/0.png", 8, {{0, 0, 0, 255}});
  const Dataset dataset = prepare(options()).dataset;
  EXPECT_EQ(dataset.grey_low, 0);
  EXPECT_EQ(dataset.grey_high, 255);
  expect_in(warnings(options()),
            {"lie within 100 to 102, a small part of 0 to 255", "--grey-range LOW HIGH"});
  png("raw/0.png", 8, {{0, 100, 180, 255}});
  EXPECT_EQ(warnings(options()), "");
}

TEST_F(GreyRange, ValuesBeyondAGivenRangeAreNamed) {
  slope("0.tif", 0, 0);
  PrepareOptions ranged = options();
  ranged.grey_range = {1000, 1050};
  expect_in(warnings(ranged), {"more than a tenth of the pixels lie outside 1000 to 1050"});
  ranged.grey_range = {0, 65535};
  expect_in(warnings(ranged), {"lie within 1000 to 1099, a small part of 0 to 65535"});
  ranged.grey_range = {990, 1110};
  EXPECT_EQ(warnings(ranged), "");
}

TEST_F(GreyRange, LabelsInPlaceOfSectionsAreNoticed) {
  png("raw/0.png", 8, {{0, 255, 0, 255}});
  png("spots/0.png", 8, {{0, 255, 0, 0}});
  expect_in(warnings(options()), {"raw: no more than two grey values; are these labels"});
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include "io/image_file.h"
#include "predict/numbered_regions.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

TEST(NumberedRegions, CountComponentsInRasterOrderAtTheThreshold) {
  Plane<std::uint8_t> image(3, 6);
  image.values = {0,  200, 0,   0, 0, 90,  //
                  0,  0,   210, 0, 0, 90,  //
                  90, 0,   0,   0, 0, 255};
  const TemporaryFolder folder;
  const auto path = folder.path() / "regions.tif";
  const auto numbers_at = [&](double threshold, Polarity polarity) {
    write_regions(path, numbered_regions(image, threshold, polarity), image.width);
    const Image regions = read_image(path, ImageReading::numbers);
    EXPECT_EQ(regions.bit_depth, 16);
    return regions.channels.front().values;
  };
  using Numbers = std::vector<std::uint32_t>;
  EXPECT_EQ(numbers_at(0.5, Polarity::label),
            (Numbers{0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2}));
  EXPECT_EQ(numbers_at(0.3, Polarity::label),
            (Numbers{0, 1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 2, 3, 0, 0, 0, 0, 2}));
  EXPECT_EQ(numbers_at(0.5, Polarity::between),
            (Numbers{1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0}));
}

TEST(NumberedRegions, HaveThirtyTwoBitsIfThereAreMany) {
  Plane<std::uint8_t> image(600, 600);
  for (int y = 0; y < 600; y += 2) {
    for (int x = 0; x < 600; x += 2) image.at(y, x) = 255;
  }
  const TemporaryFolder folder;
  const auto path = folder.path() / "regions.tif";
  write_regions(path, numbered_regions(image, 0.5, Polarity::label), image.width);
  const Image regions = read_image(path, ImageReading::numbers);
  EXPECT_EQ(regions.bit_depth, 32);
  EXPECT_EQ(regions.channels.front().at(598, 598), 90000U);
}

}  // namespace
}  // namespace emsurvey

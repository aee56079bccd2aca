// Sections of types other than unsigned 8 and 16 bits.
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "data/grey_range.h"
#include "data/prepare_fixture.h"
#include "data/raw_images.h"

namespace emsurvey {
namespace {

class RawImages : public Prepare {};

/// Returns the bits of a float, as a TIFF file stores them.
std::uint32_t float_bits(float value) {
  return std::bit_cast<std::uint32_t>(value);
}

TEST_F(RawImages, WholeNumbersOfOtherTypesKeepTheirDifferences) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_INT;
  const std::vector<int> values = {-3, 500, 0, 65000};
  const auto value = [&](int, int, int x, int) {
    return static_cast<std::uint32_t>(values[static_cast<std::size_t>(x)]);
  };
  write_stored_tiff(path("raw/0.tif"), 1, 1, 4, 32, 1, form, value);
  png("spots/0.png", 1, {{0, 1, 0, 1}});
  const Dataset dataset = prepare(options()).dataset;
  EXPECT_EQ(dataset.sections[0].raw.values, (Greys{0, 503, 3, 65003}));
  EXPECT_EQ(dataset.bit_depth, 16);
  EXPECT_EQ(dataset.value_range, (ValueRange{-3, 65532}));
  png("raw/1.png", 16, {{1, 2, 3, 4}});
  png("spots/1.png", 1, {{0, 1, 0, 1}});
  expect_in(error(options()), {"1.png: has 16 bits but 0.tif has 32 bits with sign"});
}

TEST_F(RawImages, RealValuesAreMappedByOneRangeOfTheDataSet) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  for (const int section : {0, 1}) {
    write_stored_tiff(
        path("raw/" + std::to_string(section) + ".tif"), 1, 1, 4, 32, 1, form,
        [&](int, int, int x, int) { return float_bits(0.25F * static_cast<float>(x + section)); });
    png("spots/" + std::to_string(section) + ".png", 1, {{0, 1, 0, 1}});
  }
  Dataset dataset = prepare(options()).dataset;
  EXPECT_EQ(dataset.value_range, (ValueRange{0, 1}));
  EXPECT_EQ(dataset.sections[0].raw.values, (Greys{0, 16384, 32768, 49151}));
  EXPECT_EQ(dataset.sections[1].raw.values, (Greys{16384, 32768, 49151, 65535}));
  PrepareOptions ranged = options();
  ranged.grey_range = {0.25, 0.75};
  dataset = prepare(ranged).dataset;
  EXPECT_EQ(dataset.sections[0].raw.values, (Greys{0, 0, 32768, 65535}));
  EXPECT_EQ(dataset.grey_low, 0);
  EXPECT_EQ(dataset.grey_high, 65535);
  const CutOff cut_off = prepare(ranged).cut_off;
  EXPECT_EQ(cut_off.below, 1);
  EXPECT_EQ(cut_off.above, 1);
  EXPECT_EQ(GreyHistogram(dataset, cut_off).pixels_outside(0, 65535), 2);
  EXPECT_EQ(GreyHistogram(dataset, cut_off).pixels_outside(1, 65535), 4);  // Including two at 0.25.
  expect_in(warnings(ranged), {"more than a tenth of the pixels lie outside 0.25 to 0.75"});
  EXPECT_EQ(warnings(options()), "");
}

TEST_F(RawImages, AFileThatCannotBeReadIsNamedWithItsOwnReason) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  write_text(path("raw/0.tif"), "no image");
  for (const int section : {1, 2}) {
    write_stored_tiff(
        path("raw/" + std::to_string(section) + ".tif"), 1, 1, 4, 32, 1, form,
        [&](int, int, int x, int) { return float_bits(0.25F * static_cast<float>(x + section)); });
  }
  for (const int section : {0, 1, 2}) png("spots/" + std::to_string(section) + ".png", 1, {{0, 1, 0, 1}});
  PrepareOptions ranged = options();
  EXPECT_EQ(error(ranged), path("raw/0.tif") + ": is neither a PNG nor a TIFF image; save it as one of them");
  ranged.grey_range = {0, 1};
  EXPECT_EQ(error(ranged), path("raw/0.tif") + ": is neither a PNG nor a TIFF image; save it as one of them");
}

TEST_F(RawImages, AHotPixelDoesNotTakeTheRangeOfRealValues) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  write_stored_tiff(path("raw/0.tif"), 1, 50, 50, 32, 1, form, [](int, int y, int x, int) {
    return float_bits(x + y == 0 ? 1e9F : static_cast<float>(x % 3) + 0.5F);
  });
  png("spots/0.png", 1, Rows(50, std::vector<unsigned>(50, 1)));
  const Dataset dataset = prepare(options()).dataset;
  EXPECT_EQ(dataset.value_range, (ValueRange{0.5, 4.5}));
  EXPECT_EQ(dataset.sections[0].raw.at(0, 0), 65535);
  EXPECT_EQ(dataset.sections[0].raw.at(0, 2), 32768);
}

TEST_F(RawImages, ASectionOfAlmostNoBytesIsRefusedBeforeItIsUnpacked) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.compression = COMPRESSION_ADOBE_DEFLATE;
  form.tile = 4096;
  write_stored_tiff(path("raw/0.tif"), 1, 8192, 8193, 8, 1, form, [](int, int, int, int) { return 7U; });
  png("spots/0.png", 8, {{0}});
  expect_in(error(options()), {"0.tif: would unpack from ", " KB to 67 MB, so it shows almost nothing"});
}

TEST_F(RawImages, WarningsSpeakOfTheValuesOfTheImages) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  write_stored_tiff(path("raw/0.tif"), 1, 20, 20, 32, 1, form, [](int, int y, int x, int) {
    return float_bits(y < 4 ? -1.0F : 0.5F + static_cast<float>(x) / 64);
  });
  png("spots/0.png", 1, Rows(20, std::vector<unsigned>(20, 1)));
  expect_in(warnings(options()), {"no grey value within -1 to 0.49", "most of -1 to 0.796875"});
}

}  // namespace
}  // namespace emsurvey

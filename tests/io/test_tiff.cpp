// TIFF images of every form.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "io/image_file.h"
#include "io/tiff_image.h"

namespace emsurvey {
namespace {

TEST_F(Tiff, EveryDepthInStripsAndTilesWithEveryCompression) {
  for (const int bits : {1, 2, 4, 8, 16, 32}) {
    for (const std::uint32_t tile : {0U, 16U}) {
      for (const int compression :
           {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS}) {
        SCOPED_TRACE(std::to_string(bits) + " bits, tile " + std::to_string(tile) + ", compression " +
                     std::to_string(compression));
        TiffForm form;
        form.tile = tile;
        form.compression = compression;
        write(bits, 1, form);
        expect_samples(read_image(path_, ImageReading::numbers), bits, 1);
      }
    }
  }
}

TEST_F(Tiff, ColourInterleavedAndPlanar) {
  for (const int planar : {PLANARCONFIG_CONTIG, PLANARCONFIG_SEPARATE}) {
    for (const std::uint32_t tile : {0U, 32U}) {
      TiffForm form;
      form.photometric = PHOTOMETRIC_RGB;
      form.planar = planar;
      form.tile = tile;
      write(16, 3, form);
      expect_samples(read_image(path_), 16, 3);
    }
  }
}

TEST_F(Tiff, WhiteIsZeroIsShownInvertedAndItsNumbersAreAsStored) {
  TiffForm form;
  form.photometric = PHOTOMETRIC_MINISWHITE;
  for (const int bits : {1, 8, 16}) {
    write(bits, 1, form);
    const auto largest = static_cast<std::uint32_t>((std::uint64_t{1} << bits) - 1);
    EXPECT_EQ(read_image(path_).channels.at(0).at(3, 5), largest - sample(bits, 0, 3, 5, 0));
    expect_samples(read_image(path_, ImageReading::numbers), bits, 1);
  }
}

TEST_F(Tiff, FourBitsAreScaledWhereTheyAreShown) {
  write(4, 1, {});
  EXPECT_EQ(read_image(path_).bit_depth, 8);
  EXPECT_EQ(read_image(path_).channels.at(0).at(3, 5), 17 * sample(4, 0, 3, 5, 0));
}

TEST_F(Tiff, APaletteGivesColoursOfEightOrSixteenBitsOrTheNumbers) {
  TiffForm form;
  form.photometric = PHOTOMETRIC_PALETTE;
  for (const int shift : {0, 8}) {
    form.colours.assign(3, std::vector<std::uint16_t>(256));
    for (std::size_t i = 0; i < 256; ++i) {
      for (std::size_t c = 0; c < 3; ++c)
        form.colours[c][i] = static_cast<std::uint16_t>((i * (c + 3) % 256) << shift);
    }
    write(8, 1, form);
    const Image image = read_image(path_);
    ASSERT_EQ(image.channels.size(), 3U);
    EXPECT_EQ(image.channels[2].at(3, 5), sample(8, 0, 3, 5, 0) * 5 % 256) << "shift " << shift;
    expect_samples(read_image(path_, ImageReading::numbers), 8, 1);
  }
}

TEST_F(Tiff, PagesAreReadInAnyOrder) {
  write(16, 1, {}, 5);
  ImageFile file(path_);
  ASSERT_EQ(file.section_count(), 5);
  for (const int page : {4, 0, 2, 2, 3, 1})
    expect_samples(read_as(ImageReading::shown, file.read(page), "page"), 16, 1, page);
  EXPECT_NE(error().find("has 5 pages"), std::string::npos) << error();
}

}  // namespace
}  // namespace emsurvey

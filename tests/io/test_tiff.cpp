// TIFF images of every form, and what is refused of them.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "io/file.h"
#include "io/image_file.h"
#include "io/tiff.h"
#include "support/image_fixtures.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

constexpr int height = 37;
constexpr int width = 41;

/// A value that differs between neighbours, channels and pages and uses all `bits`.
std::uint32_t sample(int bits, int page, int y, int x, int channel) {
  const auto mixed =
      static_cast<std::uint32_t>(page * 7919 + y * 104729 + x * 1299709 + channel * 15485863) * 2654435761U;
  return mixed >> (32 - bits);
}

class Tiff : public testing::Test {
 protected:
  void write(int bits, int samples, const TiffForm& form, int pages = 1) {
    write_stored_tiff(path_, pages, height, width, bits, samples, form,
                      [&](int page, int y, int x, int channel) { return sample(bits, page, y, x, channel); });
  }

  /// Expects the page to hold what `write` put there.
  void expect_samples(const Image& image, int bits, std::size_t samples, int page = 0) {
    ASSERT_EQ(image.bit_depth, bits);
    ASSERT_EQ(image.channels.size(), samples);
    ASSERT_EQ(image.height(), height);
    ASSERT_EQ(image.width(), width);
    for (int c = 0; c < static_cast<int>(samples); ++c) {
      for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
          ASSERT_EQ(image.channels[static_cast<std::size_t>(c)].at(y, x), sample(bits, page, y, x, c))
              << y << " " << x;
        }
      }
    }
  }

  std::string error() const {
    return input_error_of([&] { read_image(path_); });
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "image.tif";
};

TEST_F(Tiff, EveryDepthInStripsAndTilesWithEveryCompression) {
  for (const int bits : {1, 8, 16, 32}) {
    for (const std::uint32_t tile : {0U, 16U}) {
      for (const int compression :
           {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS}) {
        SCOPED_TRACE(std::to_string(bits) + " bits, tile " + std::to_string(tile) + ", compression " +
                     std::to_string(compression));
        TiffForm form;
        form.tile = tile;
        form.compression = compression;
        write(bits, 1, form);
        expect_samples(read_image(path_), bits, 1);
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

TEST_F(Tiff, WhiteIsZeroIsTurnedRound) {
  TiffForm form;
  form.photometric = PHOTOMETRIC_MINISWHITE;
  for (const int bits : {1, 8, 32}) {
    write(bits, 1, form);
    const auto largest = static_cast<std::uint32_t>((std::uint64_t{1} << bits) - 1);
    EXPECT_EQ(read_image(path_).channels.at(0).at(3, 5), largest - sample(bits, 0, 3, 5, 0));
  }
}

TEST_F(Tiff, FourBitsAreScaledAndPalettesBecomeTheirColours) {
  write(4, 1, {});
  EXPECT_EQ(read_image(path_).bit_depth, 8);
  EXPECT_EQ(read_image(path_).channels.at(0).at(3, 5), 17 * sample(4, 0, 3, 5, 0));
  TiffForm form;
  form.photometric = PHOTOMETRIC_PALETTE;
  form.colours.assign(3, std::vector<std::uint16_t>(256));
  for (std::size_t i = 0; i < 256; ++i) {
    for (std::size_t c = 0; c < 3; ++c)
      form.colours[c][i] = static_cast<std::uint16_t>((i * (c + 3) % 256) << 8);
  }
  write(8, 1, form);
  const Image image = read_image(path_);
  ASSERT_EQ(image.channels.size(), 3U);
  EXPECT_EQ(image.channels[2].at(3, 5), sample(8, 0, 3, 5, 0) * 5 % 256);
}

TEST_F(Tiff, PagesAreReadInAnyOrder) {
  write(16, 1, {}, 5);
  ImageFile file(path_);
  ASSERT_EQ(file.page_count(), 5);
  for (const int page : {4, 0, 2, 2, 3, 1}) expect_samples(file.read(page), 16, 1, page);
  EXPECT_NE(error().find("has 5 pages"), std::string::npos) << error();
}

TEST_F(Tiff, TransparentPixelsAreRefused) {
  TiffForm form;
  form.photometric = PHOTOMETRIC_RGB;
  const auto write_alpha = [&](std::uint32_t alpha) {
    write_stored_tiff(path_, 1, height, width, 8, 4, form,
                      [&](int, int y, int x, int c) { return c == 3 && y == 9 && x == 9 ? alpha : 255U; });
  };
  write_alpha(255);
  EXPECT_EQ(read_image(path_).channels.size(), 3U);
  write_alpha(0);
  EXPECT_NE(error().find("image.tif: has transparent pixels"), std::string::npos) << error();
}

TEST_F(Tiff, KindsThatAreNotReadAreNamed) {
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  write(32, 1, form);
  EXPECT_NE(error().find("image.tif: holds signed or floating-point pixels"), std::string::npos) << error();
  form.sample_format = SAMPLEFORMAT_INT;
  write(16, 1, form);
  EXPECT_NE(error().find("holds signed"), std::string::npos) << error();
  form = {};
  form.photometric = PHOTOMETRIC_SEPARATED;
  write(8, 4, form);
  EXPECT_NE(error().find("is neither grey nor RGB"), std::string::npos) << error();
}

TEST_F(Tiff, NoTruncationGivesOtherPixels) {
  TiffForm form;
  form.compression = COMPRESSION_ADOBE_DEFLATE;
  for (const int compression : {COMPRESSION_NONE, COMPRESSION_ADOBE_DEFLATE}) {
    form.compression = compression;
    write(8, 1, form);
    const std::string whole = read_file(path_);
    for (std::size_t length = 0; length < whole.size(); length += 13) {
      write_text(path_, whole.substr(0, length));
      ASSERT_NE(error().find("image.tif"), std::string::npos) << "at length " << length;
    }
  }
}

TEST_F(Tiff, AHeaderThatClaimsTooMuchIsRefusedBeforeMemoryIsTaken) {
  for (const auto& [compression, size] :
       {std::pair{COMPRESSION_NONE, 20000}, {COMPRESSION_ADOBE_DEFLATE, 60000}}) {
    TiffForm form;
    form.compression = compression;
    write(8, 1, form);
    std::string bytes = read_file(path_);
    // The entries of width (256) and length (257): tag, type, count, value in the first bytes of the field.
    for (const char tag : {'\0', '\1'}) {
      const std::size_t at = bytes.find(std::string{tag, '\1', '\3', '\0', '\1', '\0', '\0', '\0'});
      ASSERT_NE(at, std::string::npos);
      bytes[at + 8] = static_cast<char>(size & 255);
      bytes[at + 9] = static_cast<char>(size >> 8);
    }
    write_text(path_, bytes);
    const std::string message = error();
    EXPECT_TRUE(message.find("claims to have") != std::string::npos ||
                message.find("damaged") != std::string::npos)
        << message;
  }
}

}  // namespace
}  // namespace emsurvey

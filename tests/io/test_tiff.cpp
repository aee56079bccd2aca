// TIFF images of every form, and TIFF files that are rejected.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
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

/// Returns a value that differs between neighbours, channels and pages and uses all `bits`.
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

  /// Expects the page to hold the samples that `write` stored.
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

TEST_F(Tiff, ChannelsThatAreNoColoursAreRefused) {
  for (const int planar : {PLANARCONFIG_CONTIG, PLANARCONFIG_SEPARATE}) {
    for (const int samples : {2, 3, 5}) {
      TiffForm form;
      form.planar = planar;
      write(8, samples, form);
      const std::string problem = "image.tif: holds " + std::to_string(samples) + " channels";
      EXPECT_NE(error().find(problem), std::string::npos) << error();
    }
  }
}

TEST_F(Tiff, NumbersOfEveryTypeAreRead) {
  const std::vector<double> values = {0, 1, 100, 7};
  const auto read = [&](int bits, int format, auto bits_of) {
    TiffForm form;
    form.sample_format = format;
    write_stored_tiff(path_, 1, 1, 4, bits, 1, form,
                      [&](int, int, int x, int) { return bits_of(values[static_cast<std::size_t>(x)]); });
    const Image image = read_image(path_, ImageReading::numbers);
    EXPECT_EQ(image.bit_depth, 8);
    return image.channels.at(0).values;
  };
  const std::vector<std::uint32_t> expected = {0, 1, 100, 7};
  const auto whole = [](double value) { return static_cast<std::uint64_t>(value); };
  for (const int bits : {8, 16, 32, 64}) {
    EXPECT_EQ(read(bits, SAMPLEFORMAT_INT, whole), expected) << bits;
  }
  EXPECT_EQ(read(64, SAMPLEFORMAT_UINT, whole), expected);
  EXPECT_EQ(read(64, SAMPLEFORMAT_IEEEFP, [](double value) { return std::bit_cast<std::uint64_t>(value); }),
            expected);
  EXPECT_EQ(read(32, SAMPLEFORMAT_IEEEFP,
                 [](double value) { return std::bit_cast<std::uint32_t>(static_cast<float>(value)); }),
            expected);
  // 0, 1, 100 and 7 in IEEE 754 binary16.
  EXPECT_EQ(read(16, SAMPLEFORMAT_IEEEFP,
                 [](double value) {
                   return value == 0 ? 0U : value == 1 ? 0x3c00U : value == 7 ? 0x4700U : 0x5640U;
                 }),
            expected);
}

TEST_F(Tiff, NumbersAboveThirtyTwoBitsAreCountedInTheirOrder) {
  const std::vector<std::uint64_t> values = {0, 720575940616952353U, 5, 720575940616952352U};
  write_stored_tiff(path_, 1, 1, 4, 64, 1, {},
                    [&](int, int, int x, int) { return values[static_cast<std::size_t>(x)]; });
  EXPECT_EQ(read_image(path_, ImageReading::numbers).channels.at(0).values,
            (std::vector<std::uint32_t>{0, 3, 1, 2}));
}

TEST_F(Tiff, NumbersThatNameNoRegionsAreRefused) {
  const auto number_error = [&](int bits, int format, std::uint64_t value) {
    TiffForm form;
    form.sample_format = format;
    write_stored_tiff(path_, 1, 1, 2, bits, 1, form,
                      [&](int, int, int x, int) { return x == 0 ? 0 : value; });
    return input_error_of([&] { read_image(path_, ImageReading::numbers); });
  };
  const auto expect = [](const std::string& message, const std::string& part) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  expect(number_error(16, SAMPLEFORMAT_INT, 65535), "image.tif: holds negative numbers, as -1");
  expect(number_error(32, SAMPLEFORMAT_IEEEFP, std::bit_cast<std::uint32_t>(0.5F)),
         "image.tif: holds 0.5, which is not a whole number");
  expect(number_error(32, SAMPLEFORMAT_IEEEFP, std::bit_cast<std::uint32_t>(std::nanf(""))),
         "not a whole number");
  // 2^25 is beyond 2^24, up to which a float represents every integer.
  expect(number_error(32, SAMPLEFORMAT_IEEEFP, std::bit_cast<std::uint32_t>(33554432.0F)),
         "holds numbers as 33554432.0, which 32 bits in floating point does not tell apart");
}

TEST_F(Tiff, GreyValuesOfEveryTypeAreRead) {
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_INT;
  write_stored_tiff(path_, 1, 1, 2, 16, 1, form, [](int, int, int x, int) { return x == 0 ? 65531U : 9U; });
  EXPECT_EQ(grey_values(ImageFile(path_).read(0), "image").values, (std::vector<double>{-5, 9}));
  EXPECT_NE(error().find("holds values of 16 bits with sign"), std::string::npos) << error();
  form.photometric = PHOTOMETRIC_MINISWHITE;
  write_stored_tiff(path_, 1, 1, 2, 32, 1, form, [](int, int, int x, int) { return x == 0 ? 1U << 31 : 9U; });
  EXPECT_EQ(grey_values(ImageFile(path_).read(0), "image").values, (std::vector<double>{2147483647, -10}));
  form.photometric = PHOTOMETRIC_MINISBLACK;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  write_stored_tiff(path_, 1, 1, 2, 32, 1, form, [](int, int, int x, int) {
    return std::bit_cast<std::uint32_t>(x == 0 ? -0.5F : std::nanf(""));
  });
  EXPECT_INPUT_ERROR(grey_values(ImageFile(path_).read(0), "image"),
                     "image: holds values that are not finite");
}

TEST_F(Tiff, KindsThatAreNotReadAreNamed) {
  TiffForm form;
  form.photometric = PHOTOMETRIC_SEPARATED;
  write(8, 4, form);
  EXPECT_NE(error().find("is neither grey nor RGB"), std::string::npos) << error();
  form = {};
  form.more = [](TIFF* tiff, int) { TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_BOTRIGHT); };
  write(8, 1, form);
  EXPECT_NE(error().find("is stored turned or mirrored; save it upright"), std::string::npos) << error();
}

/// Returns the bytes of the file with the value of a tag of type SHORT changed.
std::string with_short_tag(std::string bytes, int tag, int value) {
  const std::string entry{
      static_cast<char>(tag & 255), static_cast<char>(tag >> 8), '\3', '\0', '\1', '\0', '\0', '\0'};
  const std::size_t at = bytes.find(entry);
  EXPECT_NE(at, std::string::npos);
  bytes[at + 8] = static_cast<char>(value & 255);
  bytes[at + 9] = static_cast<char>(value >> 8);
  return bytes;
}

TEST_F(Tiff, ACompressionThatIsNotReadIsNamedWithARemedy) {
  write(8, 1, {});
  write_text(path_, with_short_tag(read_file(path_), TIFFTAG_COMPRESSION, 34712));
  EXPECT_NE(
      error().find("image.tif: is compressed by a method that is not read here (JPEG 2000); save it with LZW "
                   "or Deflate, or without compression"),
      std::string::npos)
      << error();
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
    for (const int tag : {TIFFTAG_IMAGEWIDTH, TIFFTAG_IMAGELENGTH}) bytes = with_short_tag(bytes, tag, size);
    write_text(path_, bytes);
    const std::string message = error();
    EXPECT_TRUE(message.find("claims to have") != std::string::npos ||
                message.find("damaged") != std::string::npos)
        << message;
  }
}

}  // namespace
}  // namespace emsurvey

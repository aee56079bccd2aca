// PNG images of every kind, and PNG files that are rejected.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "io/file.h"
#include "io/image_file.h"
#include "io/png.h"
#include "support/image_fixtures.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

using Values = std::vector<std::uint32_t>;

class Png : public testing::Test {
 protected:
  std::string error() const {
    return input_error_of([&] { read_image(path_); });
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "image.png";
};

TEST_F(Png, GreyKeepsItsDepth) {
  write_stored_png(path_, stored_image(9, 1, 1, {{0, 1, 0, 0, 1, 1, 1, 0, 1}}), PNG_COLOR_TYPE_GRAY);
  Image image = read_image(path_);
  EXPECT_EQ(image.bit_depth, 1);
  EXPECT_EQ(image.channels.at(0).values, (Values{0, 1, 0, 0, 1, 1, 1, 0, 1}));
  write_stored_png(path_, stored_image(3, 8, 1, {{0, 1, 255}, {7, 8, 9}}), PNG_COLOR_TYPE_GRAY);
  image = read_image(path_);
  EXPECT_EQ(image.bit_depth, 8);
  EXPECT_EQ(image.height(), 2);
  EXPECT_EQ(image.width(), 3);
  EXPECT_EQ(image.channels.at(0).values, (Values{0, 1, 255, 7, 8, 9}));
  write_stored_png(path_, stored_image(2, 16, 1, {{258, 65535}}), PNG_COLOR_TYPE_GRAY);
  image = read_image(path_);
  EXPECT_EQ(image.bit_depth, 16);
  EXPECT_EQ(image.channels.at(0).values, (Values{258, 65535}));
}

TEST_F(Png, TwoAndFourBitsAreScaledToEight) {
  write_stored_png(path_, stored_image(4, 2, 1, {{0, 1, 2, 3}}), PNG_COLOR_TYPE_GRAY);
  EXPECT_EQ(read_image(path_).bit_depth, 8);
  EXPECT_EQ(read_image(path_).channels.at(0).values, (Values{0, 85, 170, 255}));
  write_stored_png(path_, stored_image(3, 4, 1, {{0, 1, 15}}), PNG_COLOR_TYPE_GRAY);
  EXPECT_EQ(read_image(path_).channels.at(0).values, (Values{0, 17, 255}));
}

TEST_F(Png, ColourGivesThreeChannelsAndKnowsWhetherItIsGrey) {
  write_stored_png(path_, stored_image(2, 8, 3, {{1, 2, 3, 4, 5, 6}}), PNG_COLOR_TYPE_RGB);
  Image image = read_image(path_);
  ASSERT_EQ(image.channels.size(), 3U);
  EXPECT_EQ(image.channels[1].values, (Values{2, 5}));
  EXPECT_FALSE(image.is_grey());
  write_stored_png(path_, stored_image(2, 8, 3, {{1, 1, 1, 4, 4, 4}}), PNG_COLOR_TYPE_RGB, {},
                   PNG_INTERLACE_ADAM7);
  EXPECT_TRUE(read_image(path_).is_grey());
}

TEST_F(Png, PalettesBecomeTheirColours) {
  write_stored_png(path_, stored_image(3, 2, 1, {{2, 0, 1}}), PNG_COLOR_TYPE_PALETTE,
                   {{0, 0, 0}, {10, 20, 30}, {255, 255, 255}});
  const Image image = read_image(path_);
  EXPECT_EQ(image.bit_depth, 8);
  EXPECT_EQ(image.channels.at(2).values, (Values{255, 0, 30}));
}

TEST_F(Png, NumbersAreAsTheyAreStored) {
  const auto numbers = [&] { return read_image(path_, ImageReading::numbers); };
  write_stored_png(path_, stored_image(3, 2, 1, {{2, 0, 1}}), PNG_COLOR_TYPE_PALETTE,
                   {{0, 0, 0}, {10, 20, 30}, {255, 255, 255}});
  ASSERT_EQ(numbers().channels.size(), 1U);
  EXPECT_EQ(numbers().channels[0].values, (Values{2, 0, 1}));
  write_stored_png(path_, stored_image(3, 4, 1, {{0, 1, 15}}), PNG_COLOR_TYPE_GRAY);
  EXPECT_EQ(numbers().bit_depth, 4);
  EXPECT_EQ(numbers().channels[0].values, (Values{0, 1, 15}));
}

TEST_F(Png, TransparentColoursAreRefusedWhereTheyAreShown) {
  const std::vector<png_byte> opacity = {0, 255};
  write_stored_png(path_, stored_image(3, 8, 1, {{0, 1, 1}}), PNG_COLOR_TYPE_PALETTE, {{1, 1, 1}, {9, 9, 9}},
                   PNG_INTERLACE_NONE, [&](png_structp png, png_infop info) {
                     png_set_tRNS(png, info, opacity.data(), 2, nullptr);
                   });
  EXPECT_NE(error().find("image.png: has transparent pixels"), std::string::npos) << error();
  EXPECT_EQ(read_image(path_, ImageReading::numbers).channels[0].values, (Values{0, 1, 1}));
  const auto write_key = [&](png_uint_16 grey) {
    write_stored_png(path_, stored_image(3, 4, 1, {{0, 1, 15}}), PNG_COLOR_TYPE_GRAY, {}, PNG_INTERLACE_NONE,
                     [&](png_structp png, png_infop info) {
                       const png_color_16 colour{0, 0, 0, 0, grey};
                       png_set_tRNS(png, info, nullptr, 0, &colour);
                     });
  };
  write_key(7);
  EXPECT_EQ(read_image(path_).channels.at(0).values, (Values{0, 17, 255}));
  write_key(15);
  EXPECT_NE(error().find("has transparent pixels"), std::string::npos) << error();
}

TEST_F(Png, AlphaIsDroppedOnlyWhereItIsOpaque) {
  write_stored_png(path_, stored_image(2, 8, 4, {{1, 2, 3, 255, 4, 5, 6, 255}}), PNG_COLOR_TYPE_RGBA);
  EXPECT_EQ(read_image(path_).channels.size(), 3U);
  write_stored_png(path_, stored_image(2, 16, 2, {{1, 65535, 4, 65535}}), PNG_COLOR_TYPE_GRAY_ALPHA);
  EXPECT_EQ(read_image(path_).channels.size(), 1U);
  write_stored_png(path_, stored_image(2, 8, 4, {{1, 2, 3, 255, 4, 5, 6, 254}}), PNG_COLOR_TYPE_RGBA);
  EXPECT_NE(error().find("image.png: has transparent pixels"), std::string::npos) << error();
}

TEST_F(Png, EveryTruncationIsRefused) {
  write_stored_png(path_, stored_image(3, 8, 1, {{0, 1, 255}, {7, 8, 9}}), PNG_COLOR_TYPE_GRAY);
  const std::string whole = read_file(path_);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write_text(path_, whole.substr(0, length));
    ASSERT_NE(error().find("image.png"), std::string::npos) << "at length " << length;
  }
}

TEST_F(Png, DamagedPixelsAreRefused) {
  write_stored_png(path_, stored_image(3, 8, 1, {{0, 1, 255}, {7, 8, 9}}), PNG_COLOR_TYPE_GRAY);
  std::string bytes = read_file(path_);
  const std::size_t pixels = bytes.find("IDAT") + 8;
  bytes[pixels] = static_cast<char>(bytes[pixels] ^ 1);
  write_text(path_, bytes);
  EXPECT_NE(error().find("is not a readable PNG"), std::string::npos) << error();
}

TEST_F(Png, OtherFilesAreRefused) {
  write_text(path_, "just text");
  EXPECT_NE(error().find("image.png: is neither a PNG nor a TIFF image"), std::string::npos) << error();
  std::filesystem::remove(path_);
  EXPECT_NE(error().find("image.png"), std::string::npos);
  std::filesystem::create_directory(path_);
  EXPECT_NE(error().find("image.png"), std::string::npos);
}

std::uint32_t crc_of(const std::string& bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1U ? 0xedb88320U : 0U);
  }
  return ~crc;
}

std::string big_endian(std::uint32_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xffU);
  return text;
}

TEST_F(Png, AHeaderThatClaimsTooMuchIsRefusedBeforeMemoryIsTaken) {
  write_stored_png(path_, stored_image(3, 8, 1, {{0, 1, 255}}), PNG_COLOR_TYPE_GRAY);
  const std::string whole = read_file(path_);
  for (const std::uint32_t size : {20000U, 900000U}) {
    std::string bytes = whole;
    const std::size_t header = bytes.find("IHDR");
    bytes.replace(header + 4, 8, big_endian(size) + big_endian(size));
    bytes.replace(header + 17, 4, big_endian(crc_of(bytes.substr(header, 17))));
    write_text(path_, bytes);
    EXPECT_NE(error().find("claims to have " + std::to_string(size)), std::string::npos) << error();
  }
}

TEST_F(Png, WrittenImagesComeBackAndAreEqualBytes) {
  std::vector<Plane<std::uint8_t>> channels(3, {5, 4});
  for (std::size_t i = 0; i < 20; ++i) {
    for (std::size_t c = 0; c < 3; ++c) channels[c].values[i] = static_cast<std::uint8_t>(i * 12 + c);
  }
  write_file(path_, encode_png(channels));
  EXPECT_EQ(encode_png(channels), read_file(path_));
  const Image colour = read_image(path_);
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(colour.channels.at(c).values, Values(channels[c].values.begin(), channels[c].values.end()));
  }
  write_file(path_, encode_png(std::span(&channels[2], 1)));
  const Image grey = read_image(path_);
  ASSERT_EQ(grey.channels.size(), 1U);
  EXPECT_EQ(grey.bit_depth, 8);
  EXPECT_EQ(grey.channels[0].values, Values(channels[2].values.begin(), channels[2].values.end()));
}

TEST_F(Png, TheSuffixIsTakenInAnyCase) {
  EXPECT_TRUE(has_image_suffix("a/b.PNG"));
  EXPECT_TRUE(has_image_suffix("b.Tif"));
  EXPECT_TRUE(has_image_suffix("b.tiff"));
  EXPECT_FALSE(has_image_suffix("png"));
  EXPECT_FALSE(has_image_suffix("b.png.txt"));
}

}  // namespace
}  // namespace emsurvey

// TIFF files that are refused.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "io/file.h"
#include "io/image_file.h"
#include "io/tiff_image.h"

namespace emsurvey {
namespace {

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

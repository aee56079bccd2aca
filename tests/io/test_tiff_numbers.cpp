// TIFF images of numbers and of grey values of every type.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "io/image_file.h"
#include "io/tiff.h"
#include "io/tiff_image.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

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

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include <fstream>
#include <variant>

#include "io/tiff.h"
#include "io/tiff_writer.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

template <class T>
Plane<T> ramp(int height, int width, double factor) {
  Plane<T> plane(height, width);
  for (std::size_t i = 0; i < plane.values.size(); ++i)
    plane.values[i] = static_cast<T>(static_cast<double>(i) * factor);
  return plane;
}

template <class T>
void expect_round_trip(const Plane<T>& plane, const SampleType& type) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "image.tif";
  write_tiff(path, plane.values.size() * sizeof(T), [&](TiffWriter& file) { file.add(plane); });
  TiffFile file(path);
  EXPECT_EQ(file.section_count(), 1);
  EXPECT_EQ(file.header(0).type, type);
  EXPECT_EQ(std::get<Plane<T>>(file.read(0).channels.at(0)), plane);
}

TEST(TiffWriter, KeepsNumbersOfEachSize) {
  expect_round_trip(ramp<std::uint8_t>(3, 50, 1), {SampleType::Kind::natural, 8});
  expect_round_trip(ramp<std::uint16_t>(300, 7, 31), {SampleType::Kind::natural, 16});
  expect_round_trip(ramp<std::uint32_t>(30, 70, 2e6), {SampleType::Kind::natural, 32});
  expect_round_trip(ramp<float>(5, 5, 0.1), {SampleType::Kind::real, 32});
}

TEST(TiffWriter, WritesHalvesByTheirBits) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "image.tif";
  Plane<std::uint16_t> bits(1, 4);
  bits.values = {0x0000, 0x3800, 0x3C00, 0x2E66};  // IEEE 754: 0, 0.5, 1, and 0.1 rounded to 11 bits.
  write_tiff(path, 8, [&](TiffWriter& file) { file.add_halves(bits); });
  TiffFile file(path);
  EXPECT_EQ(file.header(0).type, (SampleType{SampleType::Kind::real, 16}));
  EXPECT_EQ(std::get<Plane<float>>(file.read(0).channels.at(0)).values,
            (std::vector<float>{0, 0.5, 1, 0.0999755859375}));
}

TEST(TiffWriter, AppendsPages) {
  const TemporaryFolder folder;
  for (const std::uint64_t bytes :
       {std::uint64_t{150}, std::uint64_t{5} << 30}) {  // The second makes a BigTIFF.
    const auto path = folder.path() / (std::to_string(bytes) + ".tif");
    write_tiff(path, bytes, [](TiffWriter& file) {
      for (const double factor : {1, 2, 3}) file.add(ramp<std::uint8_t>(5, 10, factor));
    });
    char magic[4] = {};
    std::ifstream(path, std::ios::binary).read(magic, 4);
    EXPECT_EQ(magic[2], bytes > 150 ? 43 : 42);
    TiffFile file(path);
    ASSERT_EQ(file.section_count(), 3);
    EXPECT_EQ(std::get<Plane<std::uint8_t>>(file.read(1).channels.at(0)), ramp<std::uint8_t>(5, 10, 2));
  }
}

TEST(TiffWriter, NamesTheFileThatCannotBeWritten) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "missing" / "image.tif";
  EXPECT_INPUT_ERROR(write_tiff(path, 1, [](TiffWriter&) {}), path.string() + ": cannot be written");
}

}  // namespace
}  // namespace emsurvey

// Volumes in HDF5 files of other programs.
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <numeric>

#include "io/hdf5_volume.h"
#include "support/hdf5_fixture.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

class Hdf5Volumes : public testing::Test {
 protected:
  static std::vector<double> counted(std::size_t count) {
    std::vector<double> values(count);
    std::iota(values.begin(), values.end(), 0.0);
    return values;
  }
  std::string refusal(const std::string& array) const {
    return input_error_of([&] { Hdf5Volume({path_, array}); });
  }
  template <class T>
  static std::vector<T> values(const Hdf5Volume& volume, int section) {
    return std::get<Plane<T>>(volume.read(section).channels.at(0)).values;
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "sample_A.h5";
};

TEST_F(Hdf5Volumes, PlacesAreWrittenWithTheFileFirst) {
  const auto place = hdf5_place_from("a/b.h5:/volumes/raw");
  ASSERT_TRUE(place);
  EXPECT_EQ(place->file, "a/b.h5");
  EXPECT_EQ(place->array, "/volumes/raw");
  EXPECT_EQ(hdf5_place_from("a/b.HDF5")->array, "");
  EXPECT_EQ(hdf5_place_from("b.hdf")->text(), "b.hdf");
  EXPECT_EQ(hdf5_place_from("a:/b.h5:/c")->text(), "a:/b.h5:/c");
  EXPECT_FALSE(hdf5_place_from("folder"));
  EXPECT_FALSE(hdf5_place_from("stack.tif"));
  EXPECT_FALSE(hdf5_place_from("a:/b"));
  std::ofstream(folder_.path() / "labels.bin") << "x";
  EXPECT_TRUE(hdf5_place_from(folder_.path() / "labels.bin:/main"));
  std::filesystem::create_directory(folder_.path() / "folder.h5");
  EXPECT_FALSE(hdf5_place_from(folder_.path() / "folder.h5"));
}

TEST_F(Hdf5Volumes, SectionsOfChunkedArraysComeBack) {
  write_hdf5_array(path_, "/volumes/raw", {5, 6, 7}, counted(210),
                   {.chunk = {2, 4, 4}, .resolution = {40, 4, 4.5}});
  const Hdf5Volume volume({path_, "/volumes/raw"});
  EXPECT_EQ(volume.section_count(), 5);
  EXPECT_EQ(volume.header().height, 6);
  EXPECT_EQ(volume.header().width, 7);
  EXPECT_EQ(volume.header().type, (SampleType{SampleType::Kind::natural, 8}));
  EXPECT_EQ(volume.resolution_nm(), (std::array<double, 3>{40, 4, 4.5}));
  for (const int section : {0, 4, 1}) {
    std::vector<std::uint8_t> expected(42);
    std::iota(expected.begin(), expected.end(), static_cast<std::uint8_t>(42 * section));
    EXPECT_EQ(values<std::uint8_t>(volume, section), expected);
  }
}

TEST_F(Hdf5Volumes, AxesOfOneAreLeftOutFromTheEnd) {
  const std::vector<double> some{1, 2, 3, 4, 5, 6};
  write_hdf5_array(path_, "channel_last", {1, 2, 3, 1}, some);
  const Hdf5Volume one({path_, "/channel_last"});
  EXPECT_EQ(one.section_count(), 1);
  EXPECT_EQ(one.header().height, 2);
  EXPECT_EQ(one.header().width, 3);
}

TEST_F(Hdf5Volumes, EveryTypeOfNumbersIsRead) {
  const std::vector<double> some{0, 1, 100, 2};
  write_hdf5_array(path_, "u16", {2, 2}, some, {.type = H5T_STD_U16BE});
  write_hdf5_array(path_, "i8", {2, 2}, some, {.type = H5T_STD_I8LE});
  write_hdf5_array(path_, "u64", {2, 2}, some, {.type = H5T_STD_U64BE});
  write_hdf5_array(path_, "f32", {2, 2}, some, {.type = H5T_IEEE_F32LE});
  const Hdf5Volume words({path_, "/u16"});
  EXPECT_EQ(words.section_count(), 1);
  EXPECT_EQ(values<std::uint16_t>(words, 0), (std::vector<std::uint16_t>{0, 1, 100, 2}));
  EXPECT_EQ(values<std::int8_t>(Hdf5Volume({path_, "/i8"}), 0), (std::vector<std::int8_t>{0, 1, 100, 2}));
  EXPECT_EQ(values<std::uint64_t>(Hdf5Volume({path_, "/u64"}), 0),
            (std::vector<std::uint64_t>{0, 1, 100, 2}));
  EXPECT_EQ(values<float>(Hdf5Volume({path_, "/f32"}), 0), (std::vector<float>{0, 1, 100, 2}));
  EXPECT_FALSE(words.resolution_nm());
}

TEST_F(Hdf5Volumes, TruthValuesOfH5pyAreOneBit) {
  const Hdf5Handle type(H5Tenum_create(H5T_STD_I8LE), H5Tclose);
  const std::int8_t no = 0;
  const std::int8_t yes = 1;
  H5Tenum_insert(type, "FALSE", &no);
  H5Tenum_insert(type, "TRUE", &yes);
  write_hdf5_array(path_, "mask", {2, 2}, {}, {.type = type});
  const Hdf5Volume mask({path_, "/mask"});
  EXPECT_EQ(mask.header().type, (SampleType{SampleType::Kind::natural, 1}));
  EXPECT_EQ(values<std::uint8_t>(mask, 0), (std::vector<std::uint8_t>{0, 0, 0, 0}));
}

// CREMI's clefts have 2^64 - 1 where there is none. The nearest double below 2^64 is 2^64 - 2048.
TEST_F(Hdf5Volumes, TheReservedNumbersOfCremiAreBackground) {
  const Hdf5Handle type(H5Tcopy(H5T_STD_U64LE), H5Tclose);
  write_hdf5_array(path_, "clefts", {1, 4}, {1e30, 0, 7, 18446744073709549568.0}, {.type = type});
  EXPECT_EQ(values<std::uint64_t>(Hdf5Volume({path_, "/clefts"}), 0),
            (std::vector<std::uint64_t>{0, 0, 7, 18446744073709549568U}));
}

TEST_F(Hdf5Volumes, DimensionsOfOneDoNotCount) {
  write_hdf5_array(path_, "tzyxc", {1, 2, 2, 3, 1}, counted(12));
  write_hdf5_array(path_, "thin", {3, 1, 2}, counted(6));
  const Hdf5Volume volume({path_, "/tzyxc"});
  EXPECT_EQ(volume.section_count(), 2);
  EXPECT_EQ(values<std::uint8_t>(volume, 1), (std::vector<std::uint8_t>{6, 7, 8, 9, 10, 11}));
  EXPECT_EQ(Hdf5Volume({path_, "/thin"}).section_count(), 3);
}

TEST_F(Hdf5Volumes, TheOnlyArrayNeedsNoName) {
  write_hdf5_array(path_, "main", {2, 2, 2}, counted(8));
  EXPECT_EQ(Hdf5Volume({path_, ""}).subject(), path_.string() + ":/main");
  write_hdf5_array(path_, "more/second", {2, 2, 2}, counted(8));
  EXPECT_NE(refusal("").find("holds several arrays, /main and /more/second; write "), std::string::npos);
}

TEST_F(Hdf5Volumes, UnusableFilesAndArraysAreRefused) {
  EXPECT_NE(refusal("/main").find("is not a file"), std::string::npos);
  std::ofstream(path_) << "no HDF5";
  EXPECT_NE(refusal("/main").find("cannot be opened as HDF5 ("), std::string::npos);
  std::filesystem::remove(path_);
  write_hdf5_array(path_, "volumes/raw", {2, 2, 2}, counted(8));
  write_hdf5_array(path_, "affinities", {3, 2, 2, 2}, counted(24));
  write_hdf5_array(path_, "line", {3}, counted(3));
  write_hdf5_array(path_, "nothing", {0, 4, 4}, {});
  const Hdf5Handle text(H5Tcopy(H5T_C_S1), H5Tclose);
  write_hdf5_array(path_, "text", {2, 2}, {}, {.type = text});
  EXPECT_NE(
      refusal("/volumes/labels")
          .find(
              "is not an array of this file, which holds /affinities, /line, /nothing, /text and /volumes/raw"),
      std::string::npos);
  EXPECT_NE(refusal("/volumes").find("is not an array of this file"), std::string::npos);
  EXPECT_NE(refusal("/affinities").find("has the shape 3 x 2 x 2 x 2; name an array of sections"),
            std::string::npos);
  EXPECT_NE(refusal("/line").find("has the shape 3;"), std::string::npos);
  EXPECT_NE(refusal("/nothing").find("is empty"), std::string::npos);
  EXPECT_NE(refusal("/text").find("holds no numbers"), std::string::npos);
}

TEST_F(Hdf5Volumes, DamagedChunksAreReported) {
  write_hdf5_array(path_, "main", {4, 64, 64}, counted(16384), {.type = H5T_STD_U16LE, .chunk = {4, 64, 64}});
  // The compressed chunk is the last part of the file.
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(-2000, std::ios::end);
  file << std::string(1000, '\xff');
  file.close();
  const Hdf5Volume volume({path_, "/main"});
  EXPECT_NE(input_error_of([&] { volume.read(0); }).find("section 0 cannot be read ("), std::string::npos);
}

TEST_F(Hdf5Volumes, AnUnknownFilterIsNamed) {
  H5Z_class2_t filter{
      H5Z_CLASS_T_VERS,
      300,
      1,
      1,
      "lab_filter",
      nullptr,
      nullptr,
      [](unsigned, std::size_t, const unsigned*, std::size_t size, std::size_t*, void**) { return size; }};
  ASSERT_GE(H5Zregister(&filter), 0);
  {
    const Hdf5Handle file(H5Fcreate(path_.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
    const std::array<hsize_t, 2> size{4, 4};
    const Hdf5Handle space(H5Screate_simple(2, size.data(), nullptr), H5Sclose);
    const Hdf5Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_chunk(creation, 2, size.data());
    H5Pset_filter(creation, 300, H5Z_FLAG_MANDATORY, 0, nullptr);
    const Hdf5Handle data(H5Dcreate2(file, "main", H5T_STD_U8LE, space, H5P_DEFAULT, creation, H5P_DEFAULT),
                          H5Dclose);
    ASSERT_GE(data, 0);
  }
  ASSERT_GE(H5Zunregister(300), 0);
  EXPECT_NE(refusal("/main").find("is compressed by the filter 300 (lab_filter), which this HDF5"),
            std::string::npos);
}

}  // namespace
}  // namespace emsurvey

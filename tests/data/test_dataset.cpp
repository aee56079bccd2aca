// Data sets: contents of dataset.h5, files that are rejected, and the content hash.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

template <class T>
Plane<T> ramp(int height, int width, int step) {
  Plane<T> plane(height, width);
  for (std::size_t i = 0; i < plane.values.size(); ++i)
    plane.values[i] = static_cast<T>(i * static_cast<std::size_t>(step));
  return plane;
}

/// Returns two sections of different sizes with everything that a data set can have, except that the second
/// section lacks valid masks and numbered regions.
Dataset two_sections(int bit_depth) {
  Dataset dataset;
  dataset.labels = {{"cells", LabelKind::cells, Polarity::between},
                    {"dots", LabelKind::mask, Polarity::label}};
  dataset.bit_depth = bit_depth;
  dataset.grey_low = 3;
  dataset.grey_high = 250.5;
  dataset.nm_per_pixel = 4.6;
  if (bit_depth == 16) dataset.value_range = {-0.25, 1e9};
  Section second;
  second.name = "section 2";
  second.volume = "left";
  second.z = -4;
  second.source = "raw/section 2.tif";
  second.raw = ramp<std::uint16_t>(5, 7, bit_depth == 8 ? 7 : 1800);
  second.labels = {ramp<std::uint8_t>(5, 7, 3), ramp<std::uint8_t>(5, 7, 9)};
  Section tenth = second;
  tenth.name = "section 10";
  tenth.raw = ramp<std::uint16_t>(4, 3, 2);
  tenth.labels = {ramp<std::uint8_t>(4, 3, 1), ramp<std::uint8_t>(4, 3, 2)};
  tenth.valid = {Plane<std::uint8_t>(4, 3, 1), Plane<std::uint8_t>(4, 3, 0)};
  tenth.instances = {ramp<std::uint32_t>(4, 3, 100000), {}};
  dataset.sections = {second, tenth};
  return dataset;
}

void expect_equal(const Dataset& a, const Dataset& b) {
  ASSERT_EQ(a.labels.size(), b.labels.size());
  for (std::size_t c = 0; c < a.labels.size(); ++c) {
    EXPECT_EQ(a.labels[c].name, b.labels[c].name);
    EXPECT_EQ(a.labels[c].kind, b.labels[c].kind);
    EXPECT_EQ(a.labels[c].polarity, b.labels[c].polarity);
  }
  EXPECT_EQ(a.bit_depth, b.bit_depth);
  EXPECT_EQ(a.grey_low, b.grey_low);
  EXPECT_EQ(a.grey_high, b.grey_high);
  EXPECT_EQ(a.nm_per_pixel, b.nm_per_pixel);
  EXPECT_EQ(a.value_range, b.value_range);
  ASSERT_EQ(a.sections.size(), b.sections.size());
  for (std::size_t i = 0; i < a.sections.size(); ++i) {
    EXPECT_EQ(a.sections[i].name, b.sections[i].name);
    EXPECT_EQ(a.sections[i].volume, b.sections[i].volume);
    EXPECT_EQ(a.sections[i].z, b.sections[i].z);
    EXPECT_EQ(a.sections[i].source, b.sections[i].source);
    EXPECT_EQ(a.sections[i].raw, b.sections[i].raw);
    EXPECT_EQ(a.sections[i].labels, b.sections[i].labels);
    EXPECT_EQ(a.sections[i].valid, b.sections[i].valid);
    EXPECT_EQ(a.sections[i].instances, b.sections[i].instances);
  }
}

class DatasetFile : public testing::Test {
 protected:
  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "dataset.h5";
};

TEST_F(DatasetFile, KeepsEverythingInTheOrderOfTheSections) {
  for (const int bit_depth : {8, 16}) {
    const Dataset dataset = two_sections(bit_depth);
    write_dataset(path_, dataset);
    const Dataset again = read_dataset(path_);
    expect_equal(again, dataset);
    EXPECT_EQ(again.content_hash(), dataset.content_hash());
  }
}

TEST_F(DatasetFile, HasTheDocumentedLayout) {
  write_dataset(path_, two_sections(8));
  const Hdf5Reader file(read_checksummed(path_), "dataset.h5");
  EXPECT_EQ(file.text_attribute("/", "labels"), "cells dots");
  EXPECT_EQ(file.text_attribute("/", "kinds"), "cells mask");
  EXPECT_EQ(file.text_attribute("/", "polarities"), "between label");
  EXPECT_EQ(file.read<std::uint8_t>("/images/section 2/raw")[1], 7);
  EXPECT_EQ(file.shape("/images/section 2/labels"), (Hdf5Shape{2, 5, 7}));
  EXPECT_FALSE(file.has("/images/section 2/valid"));
  EXPECT_EQ(file.shape("/images/section 10/valid"), (Hdf5Shape{2, 4, 3}));
  EXPECT_EQ(file.read<std::uint32_t>("/images/section 10/instances/cells")[2], 200000U);
  EXPECT_FALSE(file.has("/images/section 10/instances/dots"));
}

TEST_F(DatasetFile, EqualDataSetsAreEqualFiles) {
  write_dataset(path_, two_sections(16));
  const std::string first = read_file(path_);
  write_dataset(path_, two_sections(16));
  EXPECT_EQ(read_file(path_), first);
}

TEST_F(DatasetFile, AMissingOrDamagedFileIsNamed) {
  EXPECT_NE(input_error_of([&] { read_dataset(path_); }).find(path_.string()), std::string::npos);
  write_dataset(path_, two_sections(8));
  std::string bytes = read_file(path_);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 16);
  write_file(path_, bytes);
  const std::string message = input_error_of([&] { read_dataset(path_); });
  EXPECT_EQ(message.find(path_.string() + ": is damaged"), 0U) << message;
}

TEST_F(DatasetFile, AnotherChecksummedFileIsRefused) {
  Hdf5Writer writer;
  writer.attribute("/", "format", "emsurvey checkpoint");
  write_checksummed(path_, writer.finish());
  const std::string message = input_error_of([&] { read_dataset(path_); });
  EXPECT_NE(message.find("is not a data set"), std::string::npos) << message;
}

/// Writes a checksummed data set with one section of 2 x 2 pixels whose labels have `shape`.
void write_with_labels(const std::filesystem::path& path, const Hdf5Shape& shape, std::int64_t version) {
  Hdf5Writer writer;
  writer.attribute("/", "format", "emsurvey dataset");
  writer.attribute("/", "format_version", version);
  for (const char* name : {"labels", "kinds", "polarities"}) {
    writer.attribute("/", name, name == std::string("polarities") ? "label" : "mask");
  }
  writer.attribute("/", "bit_depth", std::int64_t{8});
  writer.attribute("/", "grey_low", 0.0);
  writer.attribute("/", "grey_high", 255.0);
  writer.attribute("/", "nm_per_pixel", 0.0);
  writer.attribute("/images/a", "volume", "v");
  writer.attribute("/images/a", "source", "s");
  writer.attribute("/images/a", "z", std::int64_t{0});
  writer.attribute("/images/a", "position", std::int64_t{0});
  std::size_t count = 1;
  for (const std::uint64_t size : shape) count *= size;
  const std::vector<std::uint8_t> pixels(count, 1);
  writer.write("/images/a/raw", std::span<const std::uint8_t>(pixels).first(4), {2, 2});
  writer.write("/images/a/labels", std::span<const std::uint8_t>(pixels), shape);
  write_checksummed(path, writer.finish());
}

TEST_F(DatasetFile, LabelsOfAnotherShapeAreRefused) {
  write_with_labels(path_, {1, 2, 2}, 1);
  EXPECT_EQ(read_dataset(path_).sections.size(), 1U);
  write_with_labels(path_, {2, 2}, 1);
  EXPECT_INPUT_ERROR(read_dataset(path_), "labels has an unexpected shape");
  write_with_labels(path_, {1, 2, 3}, 1);
  EXPECT_THROW(read_dataset(path_), InputError);
  write_with_labels(path_, {2, 2, 2}, 1);
  EXPECT_THROW(read_dataset(path_), InputError);
  write_with_labels(path_, {1, 2, 2}, 2);
  EXPECT_THROW(read_dataset(path_), InputError);
}

TEST_F(DatasetFile, AnUnsoundDataSetIsNotWritten) {
  const std::vector<std::function<void(Dataset&)>> faults = {
      [](Dataset& d) { d.sections.clear(); },
      [](Dataset& d) { d.labels[1].name = d.labels[0].name; },
      [](Dataset& d) { d.labels[1].name = "two words"; },
      [](Dataset& d) { d.sections[1].name = d.sections[0].name; },
      [](Dataset& d) { d.sections[1].name = "a/b"; },
      [](Dataset& d) { d.sections[0].labels.pop_back(); },
      [](Dataset& d) {
        d.sections[0].labels[1] = {6, 7};
      },
      [](Dataset& d) { d.sections[1].valid.pop_back(); },
      [](Dataset& d) {
        d.sections[1].instances[0] = {1, 1};
      },
      [](Dataset& d) { d.sections[0].raw.values[0] = 256; },
      [](Dataset& d) { d.grey_high = d.grey_low; },
  };
  for (std::size_t i = 0; i < faults.size(); ++i) {
    Dataset dataset = two_sections(8);
    faults[i](dataset);
    EXPECT_THROW(write_dataset(path_, dataset), std::logic_error) << "fault " << i;
  }
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST(DatasetHash, ChangesWithEverythingThatCanChangeAResult) {
  const std::vector<std::function<void(Dataset&)>> changes = {
      [](Dataset&) {},
      [](Dataset& d) { d.labels[0].name = "cell"; },
      [](Dataset& d) { d.labels[1].kind = LabelKind::grey; },
      [](Dataset& d) { d.labels[1].polarity = Polarity::between; },
      [](Dataset& d) { d.bit_depth = 16; },
      [](Dataset& d) {
        d.value_range = {0, 1};
      },
      [](Dataset& d) { d.grey_low = 2; },
      [](Dataset& d) { d.grey_high = 251; },
      [](Dataset& d) { d.sections[0].name = "x"; },
      [](Dataset& d) { d.sections[0].volume = "right"; },
      [](Dataset& d) { d.sections[0].z = 1; },
      [](Dataset& d) { d.sections[0].raw.values[3] ^= 1; },
      [](Dataset& d) { d.sections[0].labels[1].values[3] ^= 1; },
      [](Dataset& d) { d.sections[1].valid[0].values[3] ^= 1; },
      [](Dataset& d) { d.sections[1].instances[0].values[3] ^= 1; },
      [](Dataset& d) { d.sections[1].valid.clear(); },
      [](Dataset& d) { std::swap(d.sections[0], d.sections[1]); },
  };
  std::vector<std::string> hashes;
  for (const auto& change : changes) {
    Dataset dataset = two_sections(8);
    change(dataset);
    hashes.push_back(dataset.content_hash());
  }
  std::sort(hashes.begin(), hashes.end());
  EXPECT_EQ(std::adjacent_find(hashes.begin(), hashes.end()), hashes.end());
}

TEST(DatasetHash, DoesNotDependOnWhereImagesLay) {
  Dataset dataset = two_sections(8);
  const std::string hash = dataset.content_hash();
  dataset.sections[0].source = "elsewhere.png";
  dataset.nm_per_pixel = 4;
  EXPECT_EQ(dataset.content_hash(), hash);
}

TEST(LabelNames, OfKindsAndPolaritiesAreReadAndRefused) {
  EXPECT_EQ(label_kind_from("instances"), LabelKind::instances);
  EXPECT_EQ(polarity_from("between"), Polarity::between);
  EXPECT_NE(input_error_of([] { label_kind_from("msk"); }).find("mask, instances, cells or grey"),
            std::string::npos);
  EXPECT_THROW(polarity_from("inside"), InputError);
}

}  // namespace
}  // namespace emsurvey

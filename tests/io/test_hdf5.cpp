// HDF5 images in memory: round trips, equal bytes, and input that a reader rejects.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "io/hdf5.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

template <class T>
std::span<const T> all(const std::vector<T>& values) {
  return values;
}

template <class T>
void expect_round_trip(const std::vector<T>& values) {
  Hdf5Writer writer;
  writer.write("/plain", all(values), {values.size()});
  writer.write("/deep/in/groups", all(values), {1, values.size()}, true);
  const Hdf5Reader reader(writer.finish(), "round trip");
  EXPECT_EQ(reader.read<T>("/plain"), values);
  EXPECT_EQ(reader.read<T>("/deep/in/groups"), values);
  EXPECT_EQ(reader.shape("/deep/in/groups"), (Hdf5Shape{1, values.size()}));
}

std::vector<std::uint8_t> some_bytes(std::size_t count) {
  std::vector<std::uint8_t> values(count);
  std::iota(values.begin(), values.end(), std::uint8_t{0});
  return values;
}

std::string small_file() {
  Hdf5Writer writer;
  writer.write("/images/b/raw", all(some_bytes(600 * 700)), {600, 700}, true);
  writer.write("/images/a/raw", all(std::vector<double>{1.5, -2.5}), {2});
  writer.attribute("/", "format", std::int64_t{3});
  writer.attribute("/images/a", "title", "section a");
  writer.attribute("/images/a/raw", "nm", 4.6);
  return writer.finish();
}

TEST(Hdf5, EveryElementTypeComesBackExactly) {
  expect_round_trip<std::uint8_t>({0, 1, 255});
  expect_round_trip<std::uint16_t>({0, 256, 65535});
  expect_round_trip<std::uint32_t>({0, 65536, 4294967295U});
  expect_round_trip<std::int64_t>({std::numeric_limits<std::int64_t>::min(), -1, 1LL << 40});
  expect_round_trip<float>({0.1F, -3e38F, 1e-45F});
  expect_round_trip<double>({0.1, -1e308, 5e-324});
}

TEST(Hdf5, ArraysLargerThanAChunkComeBackAndAreCompressed) {
  const std::size_t count = 3 * 700 * 600;
  Hdf5Writer writer;
  writer.write("/images", all(some_bytes(count)), {3, 700, 600}, true);
  const std::string bytes = writer.finish();
  EXPECT_LT(bytes.size(), count / 10);
  EXPECT_EQ(Hdf5Reader(bytes, "images").read<std::uint8_t>("/images"), some_bytes(count));
}

TEST(Hdf5, EmptyArraysAndSingleNumbersComeBack) {
  Hdf5Writer writer;
  writer.write("/none", std::span<const float>(), {0, 4}, true);
  writer.write("/one", all(std::vector<std::int64_t>{7}), {});
  const Hdf5Reader reader(writer.finish(), "sizes");
  EXPECT_TRUE(reader.read<float>("/none").empty());
  EXPECT_EQ(reader.shape("/none"), (Hdf5Shape{0, 4}));
  EXPECT_EQ(reader.read<std::int64_t>("/one"), std::vector<std::int64_t>{7});
  EXPECT_TRUE(reader.shape("/one").empty());
}

TEST(Hdf5, AttributesComeBackAndAreReplaced) {
  Hdf5Writer writer;
  writer.attribute("/new/group", "text", "old");
  writer.attribute("/new/group", "text", "m\xc3\xbcller = 1\nline two");
  writer.attribute("/", "empty", "");
  writer.attribute("/", "integer", std::int64_t{-5});
  writer.attribute("/", "number", 0.1);
  const Hdf5Reader reader(writer.finish(), "attributes");
  EXPECT_EQ(reader.text_attribute("/new/group", "text"), "m\xc3\xbcller = 1\nline two");
  EXPECT_EQ(reader.text_attribute("/", "empty"), "");
  EXPECT_EQ(reader.integer_attribute("/", "integer"), -5);
  EXPECT_EQ(reader.number_attribute("/", "number"), 0.1);
  EXPECT_TRUE(reader.has_attribute("/", "number"));
  EXPECT_FALSE(reader.has_attribute("/", "text"));
  EXPECT_FALSE(reader.has_attribute("/nothing/here", "text"));
}

TEST(Hdf5, ListsChildrenSorted) {
  const Hdf5Reader reader(small_file(), "small");
  EXPECT_EQ(reader.children("/images"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(reader.children("/"), (std::vector<std::string>{"images"}));
  EXPECT_TRUE(reader.has("/images/b/raw"));
  EXPECT_FALSE(reader.has("/images/c/raw"));
}

TEST(Hdf5, EqualContentsGiveEqualBytesAtAnotherTime) {
  const std::string first = small_file();
  // HDF5 stores times in whole seconds.
  std::this_thread::sleep_for(std::chrono::milliseconds(1050));
  EXPECT_EQ(first, small_file());
}

TEST(Hdf5, FilesThatAreOpenAtOnceStayApart) {
  Hdf5Writer a;
  Hdf5Writer b;
  a.write("/x", all(std::vector<float>{1}), {1});
  b.write("/x", all(std::vector<float>{2}), {1});
  const Hdf5Reader read_a(a.finish(), "a");
  const Hdf5Reader read_b(b.finish(), "b");
  EXPECT_EQ(read_a.read<float>("/x"), std::vector<float>{1});
  EXPECT_EQ(read_b.read<float>("/x"), std::vector<float>{2});
}

TEST(Hdf5, WhatIsMissingOrOfAnotherTypeIsNamed) {
  const Hdf5Reader reader(small_file(), "small.h5");
  const std::string missing = input_error_of([&] { reader.read<double>("/images/c/raw"); });
  EXPECT_NE(missing.find("small.h5: /images/c/raw is missing"), std::string::npos) << missing;
  EXPECT_THROW(reader.read<float>("/images/a/raw"), InputError);
  EXPECT_THROW(reader.read<std::uint16_t>("/images/b/raw"), InputError);
  EXPECT_THROW(reader.read<double>("/images/a"), InputError);
  EXPECT_THROW(reader.children("/images/a/raw"), InputError);
  EXPECT_THROW(reader.text_attribute("/", "format"), InputError);
  EXPECT_THROW(reader.integer_attribute("/images/a/raw", "nm"), InputError);
  EXPECT_THROW(reader.number_attribute("/images/a", "title"), InputError);
  EXPECT_THROW(reader.integer_attribute("/", "version"), InputError);
}

TEST(Hdf5, BytesThatAreNotHdf5AreRefused) {
  EXPECT_THROW(Hdf5Reader("", "empty"), InputError);
  const std::string message = input_error_of([] { Hdf5Reader(std::string(5000, 'x'), "text.h5"); });
  EXPECT_EQ(message.rfind("text.h5: ", 0), 0U) << message;
}

/// Returns `bytes` with every 64-bit little-endian number `from` replaced by `to`.
std::string with_number_replaced(std::string bytes, std::uint64_t from, std::uint64_t to) {
  const auto spelled = [](std::uint64_t number) {
    std::string text;
    for (int shift = 0; shift < 64; shift += 8) text += static_cast<char>(number >> shift & 0xff);
    return text;
  };
  std::size_t count = 0;
  for (std::size_t at = bytes.find(spelled(from)); at != std::string::npos;
       at = bytes.find(spelled(from), at)) {
    bytes.replace(at, sizeof to, spelled(to));
    at += sizeof to;
    ++count;
  }
  EXPECT_GT(count, 0U) << from;
  return bytes;
}

TEST(Hdf5, AnArrayThatClaimsMoreThanItsFileHoldsIsRefused) {
  constexpr std::uint64_t size = 4001;
  for (const bool is_compressed : {false, true}) {
    Hdf5Writer writer;
    writer.write("/x", all(std::vector<std::uint8_t>(size, 1)), {size}, is_compressed);
    const std::string bytes = writer.finish();
    // Sizes larger than any memory, some of which have products that overflow to a plausible size.
    for (const std::uint64_t claim : {std::uint64_t{1} << 44, std::uint64_t{1} << 60, std::uint64_t{1} << 63,
                                      ~std::uint64_t{0} - size + 2, ~std::uint64_t{0} / size + 1}) {
      const std::string claiming = with_number_replaced(bytes, size, claim);
      const std::string message =
          input_error_of([&] { Hdf5Reader(claiming, "x.h5").read<std::uint8_t>("/x"); });
      EXPECT_NE(message.find("x.h5: /x "), std::string::npos) << claim << " " << is_compressed << message;
    }
  }
}

/// Returns a file in memory that `fill` writes with HDF5 itself.
template <class Fill>
std::string foreign_file(Fill fill) {
  const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  EXPECT_GE(H5Pset_fapl_core(access, 1 << 16, false), 0);
  const Hdf5Handle file(H5Fcreate("foreign", H5F_ACC_EXCL, H5P_DEFAULT, access), H5Fclose);
  fill(file);
  EXPECT_GE(H5Fflush(file, H5F_SCOPE_GLOBAL), 0);
  std::string bytes(static_cast<std::size_t>(H5Fget_file_image(file, nullptr, 0)), '\0');
  EXPECT_GT(H5Fget_file_image(file, bytes.data(), bytes.size()), 0);
  return bytes;
}

TEST(Hdf5, ThreadsUseItAtOnce) {
  std::vector<std::jthread> threads;
  for (std::int64_t i = 0; i < 4; ++i) {
    threads.emplace_back([i] {
      Hdf5Writer writer;
      for (int n = 0; n < 100; ++n) writer.attribute("/group" + std::to_string(n), "of", i);
      const Hdf5Reader reader(writer.finish(), "of a thread");
      for (int n = 0; n < 100; ++n)
        EXPECT_EQ(reader.integer_attribute("/group" + std::to_string(n), "of"), i);
    });
  }
}

TEST(Hdf5, LinksAreRefused) {
  const std::string external = foreign_file([](hid_t file) {
    EXPECT_GE(H5Lcreate_external("elsewhere.h5", "/x", file, "/x", H5P_DEFAULT, H5P_DEFAULT), 0);
  });
  EXPECT_INPUT_ERROR(Hdf5Reader(external, "linked.h5"), "linked.h5: / has a header of another form");
  const std::string soft = foreign_file(
      [](hid_t file) { EXPECT_GE(H5Lcreate_soft("/y", file, "/x", H5P_DEFAULT, H5P_DEFAULT), 0); });
  EXPECT_INPUT_ERROR(Hdf5Reader(soft, "linked.h5"), "is a link that is not followed");
  const std::string ring = foreign_file([](hid_t file) {
    const Hdf5Handle group(H5Gcreate2(file, "a", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
    EXPECT_GE(H5Lcreate_hard(group, ".", group, "b", H5P_DEFAULT, H5P_DEFAULT), 0);
  });
  EXPECT_INPUT_ERROR(Hdf5Reader(ring, "linked.h5"), "linked.h5: /a");
}

TEST(Hdf5, ManyMembersAndAttributesAreOfTheFormThatIsRead) {
  Hdf5Writer writer;
  for (int i = 0; i < 700; ++i) {
    const std::string group = "/images/" + std::to_string(i);
    writer.attribute(group, "z", std::int64_t{i});
  }
  for (int i = 0; i < 30; ++i)
    writer.attribute("/images", "text" + std::to_string(i), std::string(6000, 'x'));
  const Hdf5Reader reader(writer.finish(), "many");
  EXPECT_EQ(reader.children("/images").size(), 700U);
  EXPECT_EQ(reader.integer_attribute("/images/699", "z"), 699);
  EXPECT_EQ(reader.text_attribute("/images", "text29"), std::string(6000, 'x'));
}

TEST(Hdf5, WithAnyByteChangedAFileIsReadOrRefused) {
  Hdf5Writer writer;
  writer.write("/images/raw", all(some_bytes(40)), {5, 8}, true);
  writer.write("/images/numbers", all(std::vector<double>{1.5, -2.5}), {2});
  writer.attribute("/images", "title", "section");
  const std::string bytes = writer.finish();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ (i % 2 == 0 ? 0xff : 1 << i % 8));
    input_error_of([&] { Hdf5Reader(changed, "changed").text_attribute("/images", "title"); });
    input_error_of([&] { Hdf5Reader(changed, "changed").read<std::uint8_t>("/images/raw"); });
    input_error_of([&] { Hdf5Reader(changed, "changed").read<double>("/images/numbers"); });
  }
}

}  // namespace
}  // namespace emsurvey

// Folders of images into data sets: every kind of label, and every problem that users meet.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "data/image_folder.h"
#include "data/prepare.h"
#include "io/file.h"
#include "io/image_file.h"
#include "support/image_fixtures.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using Rows = std::vector<std::vector<unsigned>>;

class Prepare : public testing::Test {
 protected:
  void png(const std::string& name, int bits, const Rows& rows, int samples = 1) {
    const fs::path path = folder_.path() / name;
    fs::create_directories(path.parent_path());
    const int width = static_cast<int>(rows.front().size()) / samples;
    write_stored_png(path, stored_image(width, bits, samples, rows),
                     samples == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB);
  }

  /// A TIFF stack of 2 x 3 pixels whose page p holds p * step + 0..5.
  void stack(const std::string& name, int pages, int bits, unsigned step) {
    const fs::path path = folder_.path() / name;
    fs::create_directories(path.parent_path());
    write_stored_tiff(path, pages, 2, 3, bits, 1, {}, [&](int page, int y, int x, int) {
      return static_cast<std::uint32_t>(page) * step + static_cast<std::uint32_t>(y * 3 + x);
    });
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  /// Options for the folder raw and one label "spots" in the folder spots.
  PrepareOptions options(const std::string& kind = "mask") const {
    PrepareOptions result;
    result.raw = path("raw");
    result.labels = {label_source_from("spots=" + path("spots") + ":" + kind)};
    return result;
  }

  /// Two raw sections of 1 x 4 pixels.
  void two_sections() {
    png("raw/0.png", 8, {{10, 20, 30, 40}});
    png("raw/1.png", 8, {{11, 21, 31, 41}});
  }

  static std::string error(const PrepareOptions& options) {
    return input_error_of([&] { prepare(options); });
  }

  TemporaryFolder folder_;
};

using Bytes = std::vector<std::uint8_t>;
using Greys = std::vector<std::uint16_t>;
using Numbers = std::vector<std::uint32_t>;

void expect_in(const std::string& message, const std::vector<std::string>& parts) {
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  for (const std::string& part : parts)
    EXPECT_NE(message.find(part), std::string::npos) << part << " in: " << message;
}

TEST_F(Prepare, MasksOfOneAndEightAndSixteenBits) {
  two_sections();
  png("raw/2.png", 8, {{12, 22, 32, 42}});
  png("spots/0.png", 1, {{0, 1, 0, 1}});
  png("spots/1.png", 8, {{0, 127, 128, 255}});
  png("spots/2.png", 16, {{0, 257, 32768, 65535}});
  const Dataset dataset = prepare(options());
  ASSERT_EQ(dataset.sections.size(), 3U);
  EXPECT_EQ(dataset.sections[0].labels.at(0).values, (Bytes{0, 255, 0, 255}));
  EXPECT_EQ(dataset.sections[1].labels.at(0).values, (Bytes{0, 127, 128, 255}));
  EXPECT_EQ(dataset.sections[2].labels.at(0).values, (Bytes{0, 1, 128, 255}));
  EXPECT_EQ(dataset.sections[1].raw.values, (Greys{11, 21, 31, 41}));
  EXPECT_TRUE(dataset.sections[0].valid.empty());
  EXPECT_TRUE(dataset.sections[0].instances.empty());
  EXPECT_EQ(dataset.bit_depth, 8);
  EXPECT_EQ(dataset.grey_low, 0);
  EXPECT_EQ(dataset.grey_high, 255);
}

TEST_F(Prepare, InstancesKeepTheirNumbers) {
  two_sections();
  png("spots/0.png", 16, {{0, 7, 300, 0}});
  fs::create_directories(path("spots"));
  write_stored_tiff(path("spots/1.tif"), 1, 1, 4, 32, 1, {},
                    [](int, int, int x, int) { return x == 2 ? 4000000000U : 0U; });
  const Dataset dataset = prepare(options("instances"));
  EXPECT_EQ(dataset.sections[0].labels.at(0).values, (Bytes{0, 255, 255, 0}));
  EXPECT_EQ(dataset.sections[0].instances.at(0).values, (Numbers{0, 7, 300, 0}));
  EXPECT_EQ(dataset.sections[1].instances.at(0).values, (Numbers{0, 0, 4000000000U, 0}));
  EXPECT_EQ(dataset.labels[0].polarity, Polarity::label);
}

TEST_F(Prepare, CellsBecomeTheirBoundaries) {
  png("raw/0.png", 8, Rows(4, std::vector<unsigned>(6, 9)));
  png("spots/0.png", 8, {{1, 1, 1, 2, 2, 2}, {1, 1, 1, 2, 2, 2}, {1, 1, 1, 2, 2, 0}, {3, 1, 1, 2, 2, 2}});
  const Dataset dataset = prepare(options("cells"));
  const std::uint8_t on = 255;
  EXPECT_EQ(dataset.sections[0].labels.at(0).values, (Bytes{0,  0,  on, on, 0,  0,   //
                                                            0,  0,  on, on, 0,  on,  //
                                                            on, 0,  on, on, on, on,  //
                                                            on, on, on, on, 0,  on}));
  EXPECT_EQ(dataset.sections[0].instances.at(0).values, (Numbers{1, 1, 0, 0, 2, 2,  //
                                                                 1, 1, 0, 0, 2, 0,  //
                                                                 0, 1, 0, 0, 0, 0,  //
                                                                 0, 0, 0, 0, 2, 0}));
  EXPECT_EQ(dataset.labels[0].polarity, Polarity::between);
}

TEST_F(Prepare, RgbFolderGivesTheThreeLabels) {
  png("raw/00.png", 8, {{5, 5, 5, 6, 6, 6}}, 3);
  png("rgb/00.png", 8, {{1, 2, 3, 4, 5, 6}}, 3);
  PrepareOptions rgb;
  rgb.raw = path("raw");
  rgb.labels = rgb_label_sources(path("rgb"));
  const Dataset dataset = prepare(rgb);
  ASSERT_EQ(dataset.labels.size(), 3U);
  EXPECT_EQ(dataset.labels[0].name, "synapses");
  EXPECT_EQ(dataset.labels[1].name, "mitochondria");
  EXPECT_EQ(dataset.labels[2].name, "membranes");
  EXPECT_EQ(dataset.labels[1].polarity, Polarity::label);
  EXPECT_EQ(dataset.labels[2].polarity, Polarity::between);
  EXPECT_EQ(dataset.sections[0].raw.values, (Greys{5, 6}));
  EXPECT_EQ(dataset.sections[0].labels[1].values, (Bytes{2, 5}));
  png("rgb/00.png", 8, {{1, 2}});
  expect_in(error(rgb), {"00.png: is not RGB", "--label NAME=DIR:KIND"});
}

TEST_F(Prepare, SectionsAreOrderedByNumberAndMatchedWithoutLeadingZeros) {
  for (const char* name : {"10", "9", "s_2", "100"}) png("raw/" + std::string(name) + ".png", 8, {{1}});
  for (const char* name : {"10", "009", "s_002", "0100"})
    png("spots/" + std::string(name) + ".png", 1, {{1}});
  const Dataset dataset = prepare(options());
  std::vector<std::string> names;
  std::vector<int> z;
  for (const Section& section : dataset.sections) {
    names.push_back(section.name);
    z.push_back(section.z);
    EXPECT_EQ(section.volume, "raw");
  }
  EXPECT_EQ(names, (std::vector<std::string>{"9", "10", "100", "s_2"}));
  EXPECT_EQ(z, (std::vector<int>{9, 10, 100, 2}));
}

TEST_F(Prepare, SectionsWithoutNumbersOfTheirOwnAreCounted) {
  for (const char* name : {"a1", "b1", "c"}) {
    png("raw/" + std::string(name) + ".png", 8, {{1}});
    png("spots/" + std::string(name) + ".png", 1, {{1}});
  }
  const Dataset dataset = prepare(options());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(dataset.sections[static_cast<std::size_t>(i)].z, i);
}

TEST_F(Prepare, StacksGiveASectionForEachPage) {
  stack("raw/vnc.tif", 11, 16, 100);
  stack("spots/other name.tif", 11, 8, 20);
  const Dataset dataset = prepare(options());
  ASSERT_EQ(dataset.sections.size(), 11U);
  EXPECT_EQ(dataset.sections[2].name, "vnc-02");
  EXPECT_EQ(dataset.sections[10].name, "vnc-10");
  EXPECT_EQ(dataset.sections[10].volume, "vnc");
  EXPECT_EQ(dataset.sections[10].z, 10);
  EXPECT_EQ(dataset.sections[10].raw.at(1, 2), 1005);
  EXPECT_EQ(dataset.sections[10].labels.at(0).at(0, 1), 201);
  EXPECT_EQ(dataset.bit_depth, 16);
  EXPECT_EQ(dataset.grey_low, 0);
  EXPECT_EQ(dataset.grey_high, 1005);
}

TEST_F(Prepare, AStackCanBeNamedItself) {
  stack("raw.tif", 3, 8, 10);
  stack("spots.tif", 3, 8, 20);
  PrepareOptions stacks = options();
  stacks.raw = path("raw.tif");
  stacks.labels[0].folder = path("spots.tif");
  EXPECT_EQ(prepare(stacks).sections[2].labels.at(0).at(0, 0), 40);
}

TEST_F(Prepare, SubfoldersAreVolumes) {
  for (const char* volume : {"left", "right"}) {
    for (const char* name : {"1", "2"}) {
      png("raw/" + std::string(volume) + "/" + name + ".png", 8, {{1}});
      png("spots/" + std::string(volume) + "/" + name + ".png", 8, {{volume[0] == 'l' ? 1U : 2U}});
    }
  }
  const Dataset dataset = prepare(options());
  ASSERT_EQ(dataset.sections.size(), 4U);
  EXPECT_EQ(dataset.sections[2].name, "right-1");
  EXPECT_EQ(dataset.sections[2].volume, "right");
  EXPECT_EQ(dataset.sections[2].z, 1);
  EXPECT_EQ(dataset.sections[2].labels.at(0).values, Bytes{2});
}

TEST_F(Prepare, ValidMasksOfAllLabelsAndOfOne) {
  two_sections();
  for (const char* name : {"0", "1"}) {
    png("spots/" + std::string(name) + ".png", 1, {{0, 1, 0, 1}});
    png("all/" + std::string(name) + ".png", 8, {{0, 1, 255, 255}});
    png("spots only/" + std::string(name) + ".png", 1, {{1, 1, 1, 0}});
  }
  PrepareOptions masked = options();
  masked.labels.push_back(label_source_from("dots=" + path("spots") + ":mask"));
  masked.valid = {valid_source_from(path("all")), valid_source_from("spots=" + path("spots only"))};
  const Dataset dataset = prepare(masked);
  EXPECT_EQ(dataset.sections[1].valid.at(0).values, (Bytes{0, 1, 1, 0}));
  EXPECT_EQ(dataset.sections[1].valid.at(1).values, (Bytes{0, 1, 1, 1}));
  masked.valid = {valid_source_from("dotz=" + path("all"))};
  expect_in(error(masked), {"--valid dotz", "dots"});
}

TEST_F(Prepare, AMissingLabelIsAnErrorUnlessItIsAllowed) {
  two_sections();
  png("spots/1.png", 8, {{255, 0, 0, 0}});
  PrepareOptions missing = options();
  expect_in(error(missing), {"spots: has no spots label image for the section 0", "--allow-missing"});
  missing.allows_missing = true;
  const Dataset dataset = prepare(missing);
  EXPECT_EQ(dataset.sections[0].valid.at(0).values, (Bytes{0, 0, 0, 0}));
  EXPECT_EQ(dataset.sections[0].labels.at(0).values, (Bytes{0, 0, 0, 0}));
  EXPECT_TRUE(dataset.sections[1].valid.empty());
  png("spots/O.png", 8, {{255, 0, 0, 0}});
  expect_in(error(missing), {"O.png: belongs to no section"});
}

TEST_F(Prepare, AllProblemsAreReportedAtOnce) {
  two_sections();
  png("raw/2.png", 8, {{1, 1, 1, 2, 3, 4}}, 3);
  png("raw/3.png", 16, {{1, 2, 3, 4}});
  write_text(path("raw/4.png"), "text");
  png("raw/5.png", 8, {{1, 2, 3, 4}});
  png("raw/6.png", 8, {{1, 2, 3, 4}});
  png("spots/0.png", 8, {{0, 255}});
  png("spots/1.png", 8, {{1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6}}, 3);
  png("spots/5.png", 8, {{0, 255, 0, 0}});
  const std::string whole = read_file(path("spots/5.png"));
  write_text(path("spots/5.png"), whole.substr(0, whole.size() - 20));
  // Of 2, 3, 4 and 6 the label is missing, too.
  expect_in(error(options()), {"10 problems", "spots/0.png: has 2 x 1 pixels but the section 0 has 4 x 1",
                               "spots/1.png: is in colour", "raw/2.png: is in colour",
                               "raw/3.png: has 16 bits but 0.png has 8", "and 5 more"});
  for (const char* name : {"0", "1", "2"}) {
    fs::remove(path("raw/" + std::string(name) + ".png"));
  }
  for (const char* name : {"3", "4", "6"}) png("spots/" + std::string(name) + ".png", 1, {{0, 1, 0, 0}});
  expect_in(error(options()), {"4 problems", "raw/4.png: is neither a PNG nor a TIFF image",
                               "raw/5.png: has 8 bits but 3.png has 16", "spots/5.png: is not a readable PNG",
                               "raw/6.png: has 8 bits"});
}

TEST_F(Prepare, FoldersWithoutUsableImagesAreNamed) {
  expect_in(error(options()), {"2 problems", "raw: is no folder", "spots: is no folder"});
  fs::create_directories(path("raw"));
  write_text(path("raw/readme.txt"), "hello");
  png("spots/0.png", 8, {{1}});
  expect_in(error(options()), {"raw: has no PNG or TIFF images"});
  write_text(path("raw/0.jpg"), "jpeg");
  png("raw/1.png", 8, {{1}});
  expect_in(error(options()), {"0.jpg: is of a format that is not read", "PNG or TIFF"});
  fs::remove(path("raw/0.jpg"));
  stack("raw/1.tif", 1, 8, 1);
  expect_in(error(options()), {"1.tif: has the name of 1.png"});
}

TEST_F(Prepare, NumberedRegionsInColourAndDeepMasksAreRefused) {
  png("raw/0.png", 8, {{1, 2}});
  png("spots/0.png", 8, {{0, 0, 0, 1, 1, 1}}, 3);
  expect_in(error(options("instances")),
            {"0.png: is in colour, so it holds no numbers", "grey image of 8, 16 or 32 bits"});
  expect_in(error(options("cells")), {"0.png: is in colour"});
  EXPECT_EQ(error(options("mask")), "");
  fs::remove(path("spots/0.png"));
  write_stored_tiff(path("spots/0.tif"), 1, 1, 2, 32, 1, {},
                    [](int, int, int x, int) { return x == 0 ? 1U : 70000U; });
  expect_in(error(options("mask")), {"0.tif: has 32 bits, too many for a mask"});
  EXPECT_EQ(error(options("cells")), "");
}

/// A palette in which the order of the colours is not that of the numbers.
const std::vector<png_color> palette{{255, 255, 255}, {0, 0, 0}, {9, 200, 7}, {1, 1, 1}};

TEST_F(Prepare, LabelsAreTheStoredNumbersWhateverTheyAreShownAs) {
  png("raw/0.png", 8, {{1, 2, 3, 4}});
  fs::create_directories(path("spots"));
  write_stored_png(path("spots/0.png"), stored_image(4, 8, 1, {{0, 1, 2, 3}}), PNG_COLOR_TYPE_PALETTE,
                   palette);
  EXPECT_EQ(prepare(options("instances")).sections[0].instances.at(0).values, (Numbers{0, 1, 2, 3}));
  fs::remove(path("spots/0.png"));
  TiffForm form;
  form.photometric = PHOTOMETRIC_MINISWHITE;
  write_stored_tiff(path("spots/0.tif"), 1, 1, 4, 1, 1, form,
                    [](int, int, int x, int) { return x == 2 ? 1U : 0U; });
  PrepareOptions masked = options();
  masked.valid = {valid_source_from(path("spots"))};
  const Section section = prepare(masked).sections[0];
  EXPECT_EQ(section.labels.at(0).values, (Bytes{0, 0, 255, 0}));
  EXPECT_EQ(section.valid.at(0).values, (Bytes{0, 0, 1, 0}));
  EXPECT_EQ(prepare(options("instances")).sections[0].instances.at(0).values, (Numbers{0, 0, 1, 0}));
}

TEST_F(Prepare, SectionsAndRgbLabelsAreWhatIsShown) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.photometric = PHOTOMETRIC_MINISWHITE;
  write_stored_tiff(path("raw/0.tif"), 1, 1, 4, 8, 1, form,
                    [](int, int, int x, int) { return static_cast<std::uint32_t>(x); });
  fs::create_directories(path("rgb"));
  write_stored_png(path("rgb/0.png"), stored_image(4, 2, 1, {{0, 1, 2, 3}}), PNG_COLOR_TYPE_PALETTE, palette);
  PrepareOptions rgb;
  rgb.raw = path("raw");
  rgb.labels = rgb_label_sources(path("rgb"));
  const Section section = prepare(rgb).sections[0];
  EXPECT_EQ(section.raw.values, (Greys{255, 254, 253, 252}));
  EXPECT_EQ(section.labels.at(1).values, (Bytes{255, 0, 200, 1}));
}

/// The float whose bits a TIFF stores.
std::uint32_t float_bits(float value) {
  return std::bit_cast<std::uint32_t>(value);
}

TEST_F(Prepare, WholeNumbersOfOtherTypesKeepTheirDifferences) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_INT;
  const std::vector<int> values = {-3, 500, 0, 65000};
  const auto value = [&](int, int, int x, int) {
    return static_cast<std::uint32_t>(values[static_cast<std::size_t>(x)]);
  };
  write_stored_tiff(path("raw/0.tif"), 1, 1, 4, 32, 1, form, value);
  png("spots/0.png", 1, {{0, 1, 0, 1}});
  const Dataset dataset = prepare(options());
  EXPECT_EQ(dataset.sections[0].raw.values, (Greys{0, 503, 3, 65003}));
  EXPECT_EQ(dataset.bit_depth, 16);
  EXPECT_EQ(dataset.value_range, (ValueRange{-3, 65532}));
  png("raw/1.png", 16, {{1, 2, 3, 4}});
  png("spots/1.png", 1, {{0, 1, 0, 1}});
  expect_in(error(options()), {"1.png: has 16 bits but 0.tif has 32 bits with sign"});
}

TEST_F(Prepare, RealValuesAreMappedByOneRangeOfTheDataSet) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  for (const int section : {0, 1}) {
    write_stored_tiff(
        path("raw/" + std::to_string(section) + ".tif"), 1, 1, 4, 32, 1, form,
        [&](int, int, int x, int) { return float_bits(0.25F * static_cast<float>(x + section)); });
    png("spots/" + std::to_string(section) + ".png", 1, {{0, 1, 0, 1}});
  }
  Dataset dataset = prepare(options());
  EXPECT_EQ(dataset.value_range, (ValueRange{0, 1}));
  EXPECT_EQ(dataset.sections[0].raw.values, (Greys{0, 16384, 32768, 49151}));
  EXPECT_EQ(dataset.sections[1].raw.values, (Greys{16384, 32768, 49151, 65535}));
  PrepareOptions ranged = options();
  ranged.grey_range = {0.25, 0.75};
  dataset = prepare(ranged);
  EXPECT_EQ(dataset.sections[0].raw.values, (Greys{0, 0, 32768, 65535}));
  EXPECT_EQ(dataset.grey_low, 0);
  EXPECT_EQ(dataset.grey_high, 65535);
}

TEST_F(Prepare, AHotPixelDoesNotTakeTheRangeOfRealValues) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.sample_format = SAMPLEFORMAT_IEEEFP;
  write_stored_tiff(path("raw/0.tif"), 1, 50, 50, 32, 1, form, [](int, int y, int x, int) {
    return float_bits(x + y == 0 ? 1e9F : static_cast<float>(x % 3) + 0.5F);
  });
  png("spots/0.png", 1, Rows(50, std::vector<unsigned>(50, 1)));
  const Dataset dataset = prepare(options());
  EXPECT_EQ(dataset.value_range, (ValueRange{0.5, 4.5}));
  EXPECT_EQ(dataset.sections[0].raw.at(0, 0), 65535);
  EXPECT_EQ(dataset.sections[0].raw.at(0, 2), 32768);
}

TEST_F(Prepare, SizesAreComparedBeforeALabelIsDecoded) {
  two_sections();
  png("spots/0.png", 8, {{0, 255, 0, 0}});
  png("spots/1.png", 8, {{0, 255}});
  std::string bytes = read_file(path("spots/1.png"));
  bytes.resize(bytes.size() - 30);  // its pixels are gone
  write_text(path("spots/1.png"), bytes);
  expect_in(error(options()), {"1.png: has 2 x 1 pixels but the section 1 has 4 x 1"});
}

TEST_F(Prepare, ASectionOfAlmostNoBytesIsRefusedBeforeItIsUnpacked) {
  fs::create_directories(path("raw"));
  TiffForm form;
  form.compression = COMPRESSION_ADOBE_DEFLATE;
  form.tile = 4096;
  write_stored_tiff(path("raw/0.tif"), 1, 8192, 8193, 8, 1, form, [](int, int, int, int) { return 7U; });
  png("spots/0.png", 8, {{0}});
  expect_in(error(options()), {"0.tif: would unpack from ", " KB to 67 MB, so it shows next to nothing"});
}

TEST_F(Prepare, TheGreyRangeCanBeGiven) {
  stack("raw/a.tif", 2, 16, 100);
  stack("spots/a.tif", 2, 8, 1);
  PrepareOptions ranged = options();
  ranged.grey_range = {10, 90.5};
  ranged.nm_per_pixel = 4.6;
  const Dataset dataset = prepare(ranged);
  EXPECT_EQ(dataset.grey_low, 10);
  EXPECT_EQ(dataset.grey_high, 90.5);
  EXPECT_EQ(dataset.nm_per_pixel, 4.6);
  ranged.grey_range = {10, 10};
  expect_in(error(ranged), {"--grey-range"});
  ranged = options();
  write_stored_tiff(path("raw/a.tif"), 2, 2, 3, 16, 1, {}, [](int, int, int, int) { return 5U; });
  expect_in(error(ranged), {"has the same grey value everywhere"});
}

TEST_F(Prepare, FilesWhoseNamesAreNoUtf8AreNamed) {
  // Such a name would first fail where the scores of its run are written.
  fs::create_directories(path("raw"));
  write_text(path("raw/s\xfc\x64.png"), "any");
  EXPECT_INPUT_ERROR(ImageFolder(path("raw")), "has a name that is no UTF-8; rename it");
}

TEST(LabelSources, AreReadFromTheirText) {
  LabelSource source = label_source_from("membranes=/data/a:b/m:mask");
  EXPECT_EQ(source.folder, "/data/a:b/m");
  EXPECT_EQ(source.label.kind, LabelKind::mask);
  EXPECT_EQ(source.label.polarity, Polarity::between);
  EXPECT_EQ(label_source_from("membranes=m:mask:label").label.polarity, Polarity::label);
  EXPECT_EQ(label_source_from("gaps=m:grey:between").label.polarity, Polarity::between);
  EXPECT_EQ(label_source_from("vesicles=m:instances").label.polarity, Polarity::label);
  EXPECT_EQ(label_source_from("neurons=m:cells").label.polarity, Polarity::between);
  for (const char* wrong : {"m", "m=", "=dir:mask", "m=dir", "m=:mask", "a b=dir:mask", "m=dir:between"}) {
    expect_in(input_error_of([&] { label_source_from(wrong); }), {"--label", "NAME=DIR:KIND"});
  }
  expect_in(input_error_of([] { label_source_from("m=dir:msk"); }), {"msk", "mask"});
  EXPECT_EQ(valid_source_from("m=dir").label, "m");
  EXPECT_EQ(valid_source_from("some/dir").label, "");
  EXPECT_THROW(valid_source_from("m="), InputError);
}

TEST_F(Prepare, ALabelCannotBeGivenTwice) {
  two_sections();
  PrepareOptions twice = options();
  twice.labels.push_back(twice.labels[0]);
  expect_in(error(twice), {"--label spots: is given twice"});
  twice.labels.clear();
  expect_in(error(twice), {"no labels"});
}

}  // namespace
}  // namespace emsurvey

// The images of a folder that are sections, their order, and the label image of each section.
#include <string>
#include <vector>

#include "data/image_folder.h"
#include "data/prepare_fixture.h"

namespace emsurvey {
namespace {

class ImageFolders : public Prepare {};

TEST_F(ImageFolders, SectionsAreOrderedByNumberAndMatchedWithoutLeadingZeros) {
  for (const char* name : {"10", "9", "s_2", "100"}) png("raw/" + std::string(name) + ".png", 8, {{1}});
  for (const char* name : {"10", "009", "s_002", "0100"})
    png("spots/" + std::string(name) + ".png", 1, {{1}});
  const Dataset dataset = prepare(options()).dataset;
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

TEST_F(ImageFolders, SectionsWithoutNumbersOfTheirOwnAreCounted) {
  for (const char* name : {"a1", "b1", "c"}) {
    png("raw/" + std::string(name) + ".png", 8, {{1}});
    png("spots/" + std::string(name) + ".png", 1, {{1}});
  }
  const Dataset dataset = prepare(options()).dataset;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(dataset.sections[static_cast<std::size_t>(i)].z, i);
}

TEST_F(ImageFolders, StacksGiveASectionForEachPage) {
  stack("raw/vnc.tif", 11, 16, 100);
  stack("spots/other name.tif", 11, 8, 20);
  const Dataset dataset = prepare(options()).dataset;
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

TEST_F(ImageFolders, AStackCanBeNamedItself) {
  stack("raw.tif", 3, 8, 10);
  stack("spots.tif", 3, 8, 20);
  PrepareOptions stacks = options();
  stacks.raw = path("raw.tif");
  stacks.labels[0].folder = path("spots.tif");
  EXPECT_EQ(prepare(stacks).dataset.sections[2].labels.at(0).at(0, 0), 40);
}

TEST_F(ImageFolders, SubfoldersAreVolumes) {
  for (const char* volume : {"left", "right"}) {
    for (const char* name : {"1", "2"}) {
      png("raw/" + std::string(volume) + "/" + name + ".png", 8, {{1}});
      png("spots/" + std::string(volume) + "/" + name + ".png", 8, {{volume[0] == 'l' ? 254U : 255U}});
    }
  }
  const Dataset dataset = prepare(options()).dataset;
  ASSERT_EQ(dataset.sections.size(), 4U);
  EXPECT_EQ(dataset.sections[2].name, "right-1");
  EXPECT_EQ(dataset.sections[2].volume, "right");
  EXPECT_EQ(dataset.sections[2].z, 1);
  EXPECT_EQ(dataset.sections[2].labels.at(0).values, Bytes{255});
}

TEST_F(ImageFolders, FoldersWithoutUsableImagesAreNamed) {
  expect_in(error(options()), {"2 problems", "raw: does not exist", "spots: does not exist"});
  fs::create_directories(path("raw"));
  write_text(path("raw/readme.txt"), "hello");
  png("spots/0.png", 8, {{1}});
  expect_in(error(options()), {"raw: has no PNG or TIFF images"});
  write_text(path("raw/0.jpg"), "jpeg");
  png("raw/1.png", 8, {{1}});
  expect_in(error(options()), {"0.jpg: has a format that is not supported", "PNG or TIFF"});
  fs::remove(path("raw/0.jpg"));
  stack("raw/1.tif", 1, 8, 1);
  expect_in(error(options()), {"1.tif: has the name of 1.png"});
}

TEST_F(ImageFolders, FilesWhoseNamesAreNoUtf8AreNamed) {
  // Otherwise such a name would only fail when the scores of its run are written.
  fs::create_directories(path("raw"));
  write_text(path("raw/s\xfc\x64.png"), "any");
  EXPECT_INPUT_ERROR(ImageFolder(path("raw")), "has a name that is not UTF-8; rename it");
}

/// "Zürich" with a composed umlaut, and with a decomposed one, as macOS stores it.
const std::string composed_name = "Z\xc3\xbcrich";
const std::string decomposed_name = "Zu\xcc\x88rich";

TEST_F(ImageFolders, NamesThatLookEqualMatch) {
  png("raw/" + decomposed_name + "-1.png", 8, {{1}});
  png("spots/" + composed_name + "-1.png", 8, {{255}});
  EXPECT_EQ(prepare(options()).dataset.sections.at(0).name, composed_name + "-1");
  fs::rename(path("raw"), path(decomposed_name));
  PrepareOptions renamed = options();
  renamed.raw = path(decomposed_name);
  EXPECT_EQ(prepare(renamed).dataset.sections.at(0).volume, composed_name);
  png(decomposed_name + "/" + composed_name + "-1.png", 8, {{1}});
  expect_in(error(renamed), {"has the name of", "another Unicode composition"});
}

TEST_F(ImageFolders, APatternNamesTheSectionInTheFile) {
  for (const char* name : {"s1", "s2"}) {
    png("all/" + std::string(name) + "_raw.png", 8, {{1}});
    png("all/" + std::string(name) + "_label.png", 8, {{255}});
    write_text(path("all/" + std::string(name) + "_preview.jpg"), "jpeg");
  }
  PrepareOptions patterns = options();
  patterns.raw = path("all/*_raw.png");
  patterns.labels[0].folder = path("all/*_label");
  const Dataset dataset = prepare(patterns).dataset;
  ASSERT_EQ(dataset.sections.size(), 2U);
  EXPECT_EQ(dataset.sections[1].name, "s2");
  EXPECT_EQ(dataset.sections[1].volume, "all");
  EXPECT_EQ(dataset.sections[1].z, 2);
  patterns.raw = path("all/s*_r*.png");
  expect_in(error(patterns), {"s*_r*.png: has a * that cannot stand for the name of a section"});
  patterns.raw = path("a*/s1_raw.png");
  expect_in(error(patterns), {"a*/s1_raw.png: has a *"});
  patterns.raw = path("all/*_grey.png");
  expect_in(error(patterns),
            {"*_grey.png: is not the name of a PNG or TIFF image", "there are s1_label.png, s1_raw.png"});
  patterns.raw = path("all/*_preview");
  expect_in(error(patterns), {"s1_preview.jpg: has a format that is not supported"});
}

TEST_F(ImageFolders, APatternHoldsInTheSubfoldersOfVolumes) {
  for (const char* volume : {"left", "right"}) {
    png("all/" + std::string(volume) + "/1_raw.png", 8, {{1}});
    png("all/" + std::string(volume) + "/1_label.png", 8, {{255}});
  }
  PrepareOptions patterns = options();
  patterns.raw = path("all/*_raw.png");
  patterns.labels[0].folder = path("all/*_label.png");
  const Dataset dataset = prepare(patterns).dataset;
  ASSERT_EQ(dataset.sections.size(), 2U);
  EXPECT_EQ(dataset.sections[1].name, "right-1");
  EXPECT_EQ(dataset.sections[1].volume, "right");
}

TEST_F(ImageFolders, AnExistingFileWithAStarIsThatFile) {
  png("raw/a.png", 8, {{1}});
  png("spots/a.png", 8, {{255}});
  fs::rename(path("raw"), path("r*w"));
  PrepareOptions starred = options();
  starred.raw = path("r*w");
  EXPECT_EQ(prepare(starred).dataset.sections.at(0).name, "a");
}

TEST_F(ImageFolders, UnmatchedNamesOfBothSidesAreListedWithPatternsThatMatchThem) {
  for (const char* name : {"00", "01", "10"}) {
    png("raw/" + std::string(name) + "_raw.png", 8, {{1}});
    png("spots/seg_" + std::string(name) + "-label.png", 8, {{255}});
  }
  const std::string message = error(options());
  expect_in(message, {"no spots label image for 3 of 3 sections (00_raw, 01_raw and 10_raw)",
                      "seg_00-label, seg_01-label and seg_10-label belong to no section",
                      "'" + path("raw") + "/*_raw'", "'" + path("spots") + "/seg_*-label'"});
  PrepareOptions proposed = options();
  proposed.raw = path("raw/*_raw");
  proposed.labels[0].folder = path("spots/seg_*-label");
  EXPECT_EQ(prepare(proposed).dataset.sections.at(2).name, "10");
  for (int i = 20; i < 40; ++i) png("raw/" + std::to_string(i) + ".png", 8, {{1}});
  expect_in(error(options()), {"for 23 of 23 sections (00_raw, 01_raw, 10_raw, 20 and 19 more)"});
}

TEST_F(ImageFolders, AnImageCannotBelongToTwoSections) {
  png("raw/7.png", 8, {{1}});
  png("raw/007.png", 8, {{1}});
  png("spots/07.png", 8, {{255}});
  expect_in(error(options()), {"07.png: belongs to two sections, 007 and 7"});
}

}  // namespace
}  // namespace emsurvey

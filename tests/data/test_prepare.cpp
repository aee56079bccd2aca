// Preparing data sets from folders of images: every kind of label, and the problems that users meet.
#include <string>
#include <vector>

#include "data/prepare_fixture.h"
#include "io/file.h"
#include "io/image_file.h"

namespace emsurvey {
namespace {

TEST_F(Prepare, MasksOfOneAndEightAndSixteenBits) {
  two_sections();
  png("raw/2.png", 8, {{12, 22, 32, 42}});
  png("spots/0.png", 1, {{0, 1, 0, 1}});
  png("spots/1.png", 8, {{0, 127, 128, 255}});
  png("spots/2.png", 16, {{0, 257, 32768, 65535}});
  const Dataset dataset = prepare(options()).dataset;
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
  const Dataset dataset = prepare(options("instances")).dataset;
  EXPECT_EQ(dataset.sections[0].labels.at(0).values, (Bytes{0, 255, 255, 0}));
  EXPECT_EQ(dataset.sections[0].instances.at(0).values, (Numbers{0, 7, 300, 0}));
  EXPECT_EQ(dataset.sections[1].instances.at(0).values, (Numbers{0, 0, 4000000000U, 0}));
  EXPECT_EQ(dataset.labels[0].polarity, Polarity::label);
}

TEST_F(Prepare, CellsBecomeTheirBoundaries) {
  png("raw/0.png", 8, Rows(4, std::vector<unsigned>(6, 9)));
  png("spots/0.png", 8, {{1, 1, 1, 2, 2, 2}, {1, 1, 1, 2, 2, 2}, {1, 1, 1, 2, 2, 0}, {3, 1, 1, 2, 2, 2}});
  const Dataset dataset = prepare(options("cells")).dataset;
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
  const Dataset dataset = prepare(rgb).dataset;
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
  const Dataset dataset = prepare(masked).dataset;
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
  const Dataset dataset = prepare(missing).dataset;
  EXPECT_EQ(dataset.sections[0].valid.at(0).values, (Bytes{0, 0, 0, 0}));
  EXPECT_EQ(dataset.sections[0].labels.at(0).values, (Bytes{0, 0, 0, 0}));
  EXPECT_TRUE(dataset.sections[1].valid.empty());
  png("spots/O.png", 8, {{255, 0, 0, 0}});
  expect_in(warnings(missing),
            {"spots: has no spots label image for the section 0, but O belongs to no section"});
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
  expect_in(error(options()),
            {"7 problems", "spots: has no spots label image for 4 of 7 sections (2, 3, 4 and 6)",
             "spots/0.png: has 2 x 1 pixels but the section 0 has 4 x 1", "spots/1.png: is in colour",
             "raw/2.png: is in colour", "raw/3.png: has 16 bits but 0.png has 8", "and 2 more"});
  for (const char* name : {"0", "1", "2"}) {
    fs::remove(path("raw/" + std::string(name) + ".png"));
    fs::remove(path("spots/" + std::string(name) + ".png"));
  }
  for (const char* name : {"3", "4", "6"}) png("spots/" + std::string(name) + ".png", 1, {{0, 1, 0, 0}});
  expect_in(error(options()), {"4 problems", "raw/4.png: is neither a PNG nor a TIFF image",
                               "raw/5.png: has 8 bits but 3.png has 16", "spots/5.png: is not a readable PNG",
                               "raw/6.png: has 8 bits"});
}

TEST_F(Prepare, NumberedRegionsInColourAndDeepMasksAreRefused) {
  png("raw/0.png", 8, {{1, 2}});
  png("spots/0.png", 8, {{0, 0, 0, 1, 1, 1}}, 3);
  expect_in(error(options("instances")),
            {"0.png: is in colour, so it holds no region numbers", "grey image of 8, 16 or 32 bits"});
  expect_in(error(options("cells")), {"0.png: is in colour"});
  EXPECT_EQ(error(options("mask")), "");
  fs::remove(path("spots/0.png"));
  write_stored_tiff(path("spots/0.tif"), 1, 1, 2, 32, 1, {},
                    [](int, int, int x, int) { return x == 0 ? 1U : 70000U; });
  expect_in(error(options("mask")), {"0.tif: has 32 bits, too many for a mask"});
  EXPECT_EQ(error(options("cells")), "");
}

/// A palette whose colours do not have the order of their numbers.
const std::vector<png_color> palette{{255, 255, 255}, {0, 0, 0}, {9, 200, 7}, {1, 1, 1}};

TEST_F(Prepare, LabelsAreTheStoredNumbersWhateverTheyAreShownAs) {
  png("raw/0.png", 8, {{1, 2, 3, 4}});
  fs::create_directories(path("spots"));
  write_stored_png(path("spots/0.png"), stored_image(4, 8, 1, {{0, 1, 2, 3}}), PNG_COLOR_TYPE_PALETTE,
                   palette);
  EXPECT_EQ(prepare(options("instances")).dataset.sections[0].instances.at(0).values, (Numbers{0, 1, 2, 3}));
  fs::remove(path("spots/0.png"));
  TiffForm form;
  form.photometric = PHOTOMETRIC_MINISWHITE;
  write_stored_tiff(path("spots/0.tif"), 1, 1, 4, 1, 1, form,
                    [](int, int, int x, int) { return x == 2 ? 1U : 0U; });
  PrepareOptions masked = options();
  masked.valid = {valid_source_from(path("spots"))};
  const Section section = prepare(masked).dataset.sections[0];
  EXPECT_EQ(section.labels.at(0).values, (Bytes{0, 0, 255, 0}));
  EXPECT_EQ(section.valid.at(0).values, (Bytes{0, 0, 1, 0}));
  EXPECT_EQ(prepare(options("instances")).dataset.sections[0].instances.at(0).values, (Numbers{0, 0, 1, 0}));
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
  const Section section = prepare(rgb).dataset.sections[0];
  EXPECT_EQ(section.raw.values, (Greys{255, 254, 253, 252}));
  EXPECT_EQ(section.labels.at(1).values, (Bytes{255, 0, 200, 1}));
}

TEST_F(Prepare, SizesAreComparedBeforeALabelIsDecoded) {
  two_sections();
  png("spots/0.png", 8, {{0, 255, 0, 0}});
  png("spots/1.png", 8, {{0, 255}});
  std::string bytes = read_file(path("spots/1.png"));
  bytes.resize(bytes.size() - 30);  // Removes its pixels.
  write_text(path("spots/1.png"), bytes);
  expect_in(error(options()), {"1.png: has 2 x 1 pixels but the section 1 has 4 x 1"});
}

TEST_F(Prepare, ALabelCannotBeGivenTwice) {
  two_sections();
  PrepareOptions twice = options();
  twice.labels.push_back(twice.labels[0]);
  expect_in(error(twice), {"--label spots: is given twice"});
  twice.labels.clear();
  expect_in(error(twice), {"no labels"});
}

TEST_F(Prepare, SectionsAreNotTheirOwnLabels) {
  two_sections();
  PrepareOptions same = options();
  same.labels[0].folder = path("raw");
  expect_in(error(same), {"--label spots: has the images of --raw"});
  same.labels[0].folder = path("raw/");
  expect_in(error(same), {"--label spots: has the images of --raw"});
  // As grey targets they are allowed, because a network can learn to reproduce them.
  same.labels = {label_source_from("copy=" + path("raw") + ":grey")};
  EXPECT_EQ(prepare(same).dataset.sections[1].labels[0].values, (Bytes{11, 21, 31, 41}));
}

}  // namespace
}  // namespace emsurvey

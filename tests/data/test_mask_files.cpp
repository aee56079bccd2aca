// Interpretation of mask values, and masks that are rejected or reported.
#include <string>

#include "data/mask_files.h"
#include "data/prepare_fixture.h"

namespace emsurvey {
namespace {

class MaskValuesOfFiles : public Prepare {
 protected:
  void SetUp() override {
    for (const char* name : {"0", "1", "2"}) png("raw/" + std::string(name) + ".png", 8, {{0, 90, 170, 255}});
  }
  /// Writes the label images of the three sections.
  void masks(int bits, const Rows& first, const Rows& second, const Rows& third) {
    png("spots/0.png", bits, first);
    png("spots/1.png", bits, second);
    png("spots/2.png", bits, third);
  }
  Bytes target(int section, const std::string& kind = "mask") {
    return prepare(options(kind)).dataset.sections.at(static_cast<std::size_t>(section)).labels.at(0).values;
  }
};

const Rows white = {{0, 255, 255, 0}}, black = {{0, 0, 0, 0}};

TEST_F(MaskValuesOfFiles, BlackAndWhiteNeedNoWord) {
  masks(8, {{0, 255, 0, 0}}, black, {{255, 255, 255, 255}});
  png("spots/1.png", 1, {{0, 1, 0, 0}});
  EXPECT_EQ(warnings(options()), "");
  EXPECT_EQ(target(1), (Bytes{0, 255, 0, 0}));
}

TEST_F(MaskValuesOfFiles, ZeroAndOneBesideOthersAreRefused) {
  masks(8, {{0, 1, 1, 0}}, white, {{1, 1, 1, 1}});
  expect_in(error(options()), {path("spots/0.png") + " and " + path("spots/2.png") + ": no value above 1",
                               path("spots/1.png") + " has values up to 255"});
  EXPECT_EQ(target(0, "grey"), (Bytes{0, 1, 1, 0}));
  expect_in(warnings(options("grey")), {"spots: no value above 1 of 255 in " + path("spots/0.png")});
}

TEST_F(MaskValuesOfFiles, ZeroAndOneAloneAreAMask) {
  masks(8, {{0, 1, 1, 0}}, black, {{1, 1, 1, 1}});
  EXPECT_EQ(target(0), (Bytes{0, 255, 255, 0}));
  EXPECT_EQ(target(2), (Bytes{255, 255, 255, 255}));
  expect_in(warnings(options()),
            {"spots: no value above 1 in", "0.png and ", "2.png; read as present where not 0"});
  png("spots/1.png", 16, {{0, 1, 0, 0}});
  png("spots/2.png", 1, {{0, 1, 0, 0}});
  EXPECT_EQ(target(1), (Bytes{0, 255, 0, 0}));
}

TEST_F(MaskValuesOfFiles, ZeroAnd255InSixteenBitsAreAMask) {
  masks(16, {{0, 255, 255, 0}}, {{0, 65535, 0, 0}}, {{0, 0, 0, 0}});
  EXPECT_EQ(target(0), (Bytes{0, 255, 255, 0}));
  expect_in(warnings(options()), {"no value above 255 in the 16 bits of " + path("spots/0.png")});
}

TEST_F(MaskValuesOfFiles, MasksOf32BitsHaveTwoValues) {
  masks(8, black, black, black);
  fs::remove(path("spots/0.png"));
  write_stored_tiff(path("spots/0.tif"), 1, 1, 4, 32, 1, {},
                    [](int, int, int x, int) { return x == 1 ? 255U : 0U; });
  EXPECT_EQ(target(0), (Bytes{0, 255, 0, 0}));
}

TEST_F(MaskValuesOfFiles, ValuesThatCountAsAbsentAreNamed) {
  masks(8, {{0, 2, 2, 0}}, white, {{0, 100, 3, 0}});
  EXPECT_EQ(target(0), (Bytes{0, 2, 2, 0}));
  expect_in(warnings(options()),
            {"spots: no value above 100 in", "0.png and ", "2.png; present nowhere there"});
}

TEST_F(MaskValuesOfFiles, GreyValuesBetweenAreNamed) {
  masks(8, {{0, 128, 255, 0}}, white, white);
  expect_in(warnings(options()),
            {"up to 25 % of the pixels are neither black nor white in " + path("spots/0.png")});
  EXPECT_EQ(warnings(options("grey")), "");
}

TEST_F(MaskValuesOfFiles, AnImageOfThreeLabelsHasOneForm) {
  PrepareOptions rgb = options();
  rgb.labels = rgb_label_sources(path("rgb"));
  for (const char* name : {"0", "1", "2"})
    png("rgb/" + std::string(name) + ".png", 8, {{0, 1, 255, 255, 0, 255, 0, 0, 255, 0, 0, 0}}, 3);
  EXPECT_EQ(prepare(rgb).dataset.sections[0].labels[1].values, (Bytes{1, 0, 0, 0}));
  expect_in(warnings(rgb), {"mitochondria: no value above 1 in", "present nowhere there"});
  png("rgb/1.png", 8, {{0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0}}, 3);
  expect_in(error(rgb), {"1.png: no value above 1", "save all masks with 0 and 255"});
  for (const char* name : {"0", "2"})
    fs::copy(path("rgb/1.png"), path("rgb/" + std::string(name) + ".png"),
             fs::copy_options::overwrite_existing);
  EXPECT_EQ(prepare(rgb).dataset.sections[0].labels[1].values, (Bytes{255, 0, 0, 0}));
  for (const char* name : {"0", "1", "2"})
    png("rgb/" + std::string(name) + ".png", 8, {{0, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0}}, 3);
  expect_in(warnings(rgb), {"rgb: red, green and blue are equal in"});
}

TEST_F(MaskValuesOfFiles, ValidMasksOfManyValuesAreNamed) {
  masks(8, {{0, 255, 0, 0}}, {{0, 255, 0, 0}}, {{0, 255, 0, 0}});
  PrepareOptions masked = options();
  masked.valid = {valid_source_from(path("valid"))};
  for (const char* name : {"0", "1", "2"}) png("valid/" + std::string(name) + ".png", 8, {{0, 1, 1, 1}});
  EXPECT_EQ(warnings(masked), "");
  png("valid/1.png", 8, {{0, 7, 255, 255}});
  expect_in(warnings(masked), {"valid: more than two values in " + path("valid/1.png")});
}

TEST_F(MaskValuesOfFiles, AnInvertedMaskIsPresentWhereItIsBlack) {
  masks(8, white, black, {{255, 255, 255, 255}});
  EXPECT_EQ(target(0, "mask:inverted"), (Bytes{255, 0, 0, 255}));
  EXPECT_EQ(target(1, "mask:inverted"), (Bytes{255, 255, 255, 255}));
  masks(8, {{0, 10, 200, 255}}, black, black);
  EXPECT_EQ(target(0, "grey:inverted"), (Bytes{255, 245, 55, 0}));
  masks(8, {{0, 1, 1, 0}}, black, black);
  EXPECT_EQ(target(0, "mask:inverted"), (Bytes{255, 0, 0, 255}));
}

TEST_F(MaskValuesOfFiles, WarningsOfInvertedLabelsSayWhatTheyAreReadAs) {
  masks(8, {{0, 2, 2, 2}}, {{2, 2, 2, 0}}, {{0, 2, 2, 2}});
  const std::string low = "spots: no value above 2 in " + path("spots/0.png") + ", " + path("spots/1.png") +
                          " and " + path("spots/2.png") + "; present ";
  const std::string rest =
      " there, as only the upper half of the grey values counts as white: save them with 0 and 255";
  EXPECT_EQ(warnings(options()), low + "nowhere" + rest);
  EXPECT_EQ(warnings(options("mask:inverted")), low + "everywhere" + rest);
  masks(8, {{0, 1, 1, 1}}, {{0, 1, 1, 1}}, {{0, 1, 1, 1}});
  expect_in(warnings(options("mask:inverted")), {"; read as present where 0"});
  expect_in(warnings(options("grey:inverted")), {"almost black, which :inverted makes present almost"});
  masks(8, {{0, 90, 255, 255}}, {{255, 255, 255, 0}}, {{255, 255, 255, 0}});
  expect_in(warnings(options("mask:inverted")), {"only the lower half of the grey values counts as present"});
}

}  // namespace
}  // namespace emsurvey

// Assignment of label images to sections, and treatment of unmatched ones.
#include <string>
#include <vector>

#include "data/prepare_fixture.h"

namespace emsurvey {
namespace {

class ImageMatches : public Prepare {
 protected:
  /// Writes images PREFIX<number>.png of 3 x 2 pixels, each with the value 200 + number.
  void numbered(const std::string& prefix, const std::vector<int>& numbers) {
    for (const int number : numbers) {
      const std::string name = (number < 10 ? "0" : "") + std::to_string(number);
      png(prefix + name + ".png", 8, Rows(2, std::vector<unsigned>(3, 200U + static_cast<unsigned>(number))));
    }
  }
  PrepareOptions partial() const {
    PrepareOptions result = options();
    result.allows_missing = true;
    return result;
  }
  /// Returns the value of the label in each section; 0 without a label image.
  static std::vector<int> labels(const PrepareOptions& options) {
    std::vector<int> values;
    for (const Section& section : prepare(options).dataset.sections)
      values.push_back(section.labels.at(0).at(0, 0));
    return values;
  }
};

std::vector<int> range(int first, int last) {
  std::vector<int> numbers;
  for (int i = first; i <= last; ++i) numbers.push_back(i);
  return numbers;
}

TEST_F(ImageMatches, ImagesThatBelongToNoSectionAreRefusedUnlessTheyMayBeLeftOut) {
  numbered("raw/", {0, 1});
  numbered("spots/", {0, 1, 7, 8});
  EXPECT_EQ(error(options()), path("spots") +
                                  ": 07 and 08 belong to no section; remove what belongs to no section, or "
                                  "leave it out with --allow-missing");
  expect_in(warnings(partial()), {path("spots") + ": 07 and 08 belong to no section", "is left out"});
  EXPECT_EQ(labels(partial()), (std::vector<int>{200, 201}));
}

TEST_F(ImageMatches, BothSidesAreListedInOneLine) {
  numbered("raw/", range(0, 4));
  numbered("spots/", {0, 1, 2, 9});
  const std::string rest =
      path("spots") +
      ": has no spots label image for 2 of 5 sections (03 and 04), but 09 belongs to no section";
  expect_in(error(options()), {rest});
  expect_in(warnings(partial()), {rest, "a section without one is unannotated", "is left out"});
}

TEST_F(ImageMatches, ValidMasksThatBelongToNoSectionAreRefusedUnlessTheyMayBeLeftOut) {
  numbered("raw/", {0, 1});
  numbered("spots/", {0, 1});
  numbered("valid/", {0, 1, 2});
  PrepareOptions masked = options();
  masked.valid = {valid_source_from(path("valid"))};
  expect_in(error(masked), {"valid: 02 belongs to no section"});
  masked.allows_missing = true;
  expect_in(warnings(masked), {"valid: 02 belongs to no section"});
  fs::remove(path("valid/01.png"));  // The meaning of a missing mask would be a guess.
  expect_in(error(masked), {"valid: has no valid mask for the section 01"});
}

TEST_F(ImageMatches, NamesOfWhichNoneMatchAreRefusedInAnyCase) {
  numbered("raw/", {0, 1});
  numbered("spots/cell_", {0, 1});
  expect_in(error(partial()), {"for 2 of 2 sections", "name each image as its section", "cell_*"});
}

TEST_F(ImageMatches, FilesThatCountFromZeroAndFromOneAreRefused) {
  numbered("raw/s", range(0, 9));
  numbered("spots/s", range(1, 10));
  expect_in(error(partial()), {"for the section s00, but s10 belongs to no section",
                               "one of the two were counted from 0 and the other from 1"});
  fs::remove(path("spots/s10.png"));
  EXPECT_EQ(labels(partial()).at(1), 201);  // Nothing contradicts the names.
}

TEST_F(ImageMatches, FilesThatCountThePagesFromOneBelongToThem) {
  stack("raw/vnc.tif", 11, 8, 1);
  numbered("spots/vnc-", range(1, 11));
  EXPECT_EQ(labels(options()), range(201, 211));
  EXPECT_EQ(labels(partial()), range(201, 211));
  numbered("spots/vnc-", {0});
  fs::remove(path("spots/vnc-11.png"));
  EXPECT_EQ(labels(options()), range(200, 210));
}

TEST_F(ImageMatches, AFileForEachPageNeedsOnlyNumbers) {
  stack("raw/vnc.tif", 11, 8, 1);
  numbered("spots/", range(1, 11));
  EXPECT_EQ(labels(options()), range(201, 211));
  fs::rename(path("spots/11.png"), path("spots/12.png"));
  expect_in(error(partial()), {"for 11 of 11 sections", "numbered from 0 or from 1"});
}

TEST_F(ImageMatches, PagesOfALabelBelongToNumberedSections) {
  numbered("raw/", range(1, 11));
  stack("spots/labels.tif", 11, 8, 20);
  EXPECT_EQ(labels(options()).at(10), 200);
  const Dataset dataset = prepare(options()).dataset;
  EXPECT_EQ(dataset.sections.at(0).name, "01");
  EXPECT_EQ(dataset.sections.at(0).labels.at(0).values, (Bytes{0, 1, 2, 3, 4, 5}));
}

TEST_F(ImageMatches, NumbersThatMayCountPagesFromZeroOrOneAreRefused) {
  stack("raw/vnc.tif", 11, 8, 1);
  numbered("spots/vnc-", {2, 5});
  expect_in(error(partial()), {path("spots") + ": vnc-02 and vnc-05 are counted from 0 or from 1",
                               "the 11 pages of", "raw/vnc.tif leave open", "add vnc-00"});
  numbered("spots/vnc-", {0});
  EXPECT_EQ(labels(partial()), (std::vector<int>{200, 0, 202, 0, 0, 205, 0, 0, 0, 0, 0}));
}

TEST_F(ImageMatches, EachOfSeveralStacksIsCountedForItself) {
  for (const char* name : {"a", "b"}) stack("raw/" + std::string(name) + ".tif", 2, 8, 1);
  numbered("spots/a-", {0, 1});
  numbered("spots/b-", {1, 2});
  EXPECT_EQ(labels(options()), (std::vector<int>{200, 201, 201, 202}));
}

}  // namespace
}  // namespace emsurvey

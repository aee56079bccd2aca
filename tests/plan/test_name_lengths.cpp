#include <gtest/gtest.h>

#include "plan/name_lengths.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

using Names = std::vector<std::string>;

TEST(FileNames, OfImagesHaveTheLengthOfSectionAndLabel) {
  // "<section>-outputs.png" for three labels, "<section>-outputs-<label>.png" for other numbers of labels.
  const Names three = {"a", "b", "c"}, one = {"cells"};
  EXPECT_NO_THROW(require_short_names({std::string(243, 's')}, three));
  EXPECT_INPUT_ERROR(require_short_names({std::string(244, 's')}, three),
                     "256 bytes, but only 255 are possible");
  EXPECT_NO_THROW(require_short_names({std::string(237, 's')}, one));
  EXPECT_INPUT_ERROR(require_short_names({"short", std::string(238, 's')}, one), "section ssssss");
  EXPECT_INPUT_ERROR(require_short_names({"short"}, one, 20), "section short: needs a file name of 23 bytes");
}

TEST(FileNames, OfScoresHaveTheLengthOfTheLabel) {
  EXPECT_NO_THROW(require_short_names({"s"}, {std::string(200, 'l')}));
  EXPECT_INPUT_ERROR(require_short_names({"s"}, {std::string(252, 'l')}), "label llll");
}

TEST(FileNames, PathsOfASurveyAreCounted) {
  const TemporaryFolder folder;
  Dataset dataset;
  dataset.labels = {{"cells"}};
  dataset.sections = {Section()};
  dataset.sections[0].name = "1";
  std::filesystem::path deep = folder.path();
  while (deep.string().size() < 3900) deep /= std::string(100, 'd');
  EXPECT_NO_THROW(require_short_names(dataset, SurveyFolder(folder.path() / "not there yet")));
  EXPECT_INPUT_ERROR(require_short_names(dataset, SurveyFolder(deep)), "too long for files in it");
  EXPECT_EQ(name_limit(folder.path() / "not there yet"), 255U);
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include "base/error.h"
#include "io/file.h"
#include "store/survey_folder.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

class LostFolder : public ::testing::Test {
 protected:
  LostFolder() {
    survey_.make(survey_.path());
    survey_.hold();
  }

  const TemporaryFolder folder_;
  SurveyFolder survey_{folder_.path() / "survey"};
};

TEST_F(LostFolder, IsThereWhileThePathLeadsToIt) {
  EXPECT_FALSE(survey_.is_lost());
  fs::rename(survey_.path(), folder_.path() / "moved");
  fs::create_directory_symlink(folder_.path() / "moved", survey_.path());
  EXPECT_FALSE(survey_.is_lost());
  survey_.make(survey_.evaluation(3));
  EXPECT_TRUE(fs::is_directory(folder_.path() / "moved/test/3/evaluation"));
}

TEST_F(LostFolder, IsNotMadeAnewWhenItWasDeletedOrMoved) {
  fs::rename(survey_.path(), folder_.path() / "moved");
  EXPECT_TRUE(survey_.is_lost());
  EXPECT_THROW(survey_.make(survey_.train(1)), FileError);
  EXPECT_THROW(survey_.make(survey_.path()), FileError);
  EXPECT_FALSE(file_exists(survey_.path()));
  fs::rename(folder_.path() / "moved", survey_.path());
  EXPECT_FALSE(survey_.is_lost());
}

TEST_F(LostFolder, IsNotTheOneThatReplacedIt) {
  const SurveyFolder copy = survey_;
  fs::remove_all(survey_.path());
  make_folder(survey_.path());
  EXPECT_TRUE(copy.is_lost());
  EXPECT_THROW(copy.make(copy.train(1)), FileError);
  EXPECT_TRUE(fs::is_empty(survey_.path()));
}

TEST(SurveyFolder, IsMadeWhileNobodyHoldsIt) {
  const TemporaryFolder folder;
  const SurveyFolder survey(folder.path() / "a/survey");
  EXPECT_FALSE(survey.is_lost());
  survey.make(survey.train(1));
  EXPECT_TRUE(fs::is_directory(survey.train(1)));
}

}  // namespace
}  // namespace emsurvey

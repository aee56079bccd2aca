// The runs without scores.
#include <gtest/gtest.h>

#include "io/csv.h"
#include "io/file.h"
#include "support/temporary_folder.h"
#include "tables/failed_runs.h"
#include "tables/small_survey.h"
#include "tables/summary.h"

namespace emsurvey {
namespace {

TrainingFailure diverged(int run, const std::string& filters, const std::string& reason) {
  return {run,
          R"({"Y_loss": "dice", "axes": {"filters": ")" + filters +
              R"(", "lr": "0.001"}, "split": 1, "repeat": 2})",
          "diverged", reason, true};
}

TEST(FailedRuns, StandUnderTheColumnsOfTheTables) {
  const SummaryTables tables =
      make_tables(small_survey(), {}, {diverged(4, "32", "its loss is NaN"), diverged(3, "16", "=1+1")});
  EXPECT_EQ(tables.failed_runs_csv,
            "run,classic_loss,filters,lr,split,repeat,kind,reason\n"
            "3,dice,16,lr=0.001,1,2,diverged,reason==1+1\n"
            "4,dice,32,lr=0.001,1,2,diverged,its loss is NaN\n")
      << "by number, with cells as in the other tables";
  EXPECT_EQ(tables.long_csv, make_tables(small_survey()).long_csv) << "they have no scores";
}

TEST(FailedRuns, MakeNoTableIfThereAreNone) {
  EXPECT_EQ(make_tables(small_survey()).failed_runs_csv, "");
  EXPECT_TRUE(make_tables({}, {}, {diverged(1, "16", "NaN")}).failed.empty());
}

TEST(FailedRuns, AreComparedWithTheTableOnTheDisk) {
  const TemporaryFolder survey;
  make_folder(survey.path() / "test");
  const SummaryTables none = make_tables(small_survey()),
                      one = make_tables(small_survey(), {}, {diverged(3, "16", "NaN")});
  write_tables(survey.path(), one);
  EXPECT_TRUE(has_same_failures(survey.path(), one));
  EXPECT_FALSE(has_same_failures(survey.path(), none)) << "the run was tried again";
  write_tables(survey.path(), none);
  EXPECT_FALSE(file_exists(failed_runs_path(survey.path())));
  EXPECT_TRUE(has_same_failures(survey.path(), none));
  EXPECT_FALSE(has_same_failures(survey.path(), one)) << "the run failed since";
}

}  // namespace
}  // namespace emsurvey

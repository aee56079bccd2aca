#include <gtest/gtest.h>

#include <limits>

#include "base/terminal.h"
#include "watch/progress_line.h"

namespace emsurvey {
namespace {

constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

ProgressState some_state() {
  return {.share = 0.455,
          .done = 3,
          .failed = 1,
          .runs = 18,
          .images_per_s = 12.34,
          .left_s = 300,
          .activity = "run 7 (dice, split 2) step 120/1500"};
}

TEST(ProgressLine, HasAllPartsWhereThereIsRoom) {
  EXPECT_EQ(progress_line(some_state(), unlimited),
            "[#########...........]  46 %  3 of 18 runs done, 1 failed  12.3 images/s  5 min left  "
            "run 7 (dice, split 2) step 120/1500");
}

TEST(ProgressLine, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(progress_line({.runs = 2}, unlimited),
            "[....................]  0 %  0 of 2 runs done  0.0 images/s");
}

TEST(ProgressLine, ShortensTheActivityFirst) {
  EXPECT_EQ(progress_line(some_state(), 110),
            "[#########...........]  46 %  3 of 18 runs done, 1 failed  12.3 images/s  5 min left  "
            "run 7 (dice, split 2)...");
}

TEST(ProgressLine, OmitsPartsInTheOrderOfTheirUse) {
  EXPECT_EQ(progress_line(some_state(), 80),
            "[#########...........]  46 %  3 of 18 runs done, 1 failed  5 min left");
  EXPECT_EQ(progress_line(some_state(), 60), "46 %  3 of 18 runs done, 1 failed  5 min left");
  EXPECT_EQ(progress_line(some_state(), 40), "46 %  3 of 18 runs done, 1 failed");
  EXPECT_EQ(progress_line(some_state(), 10), "46 %  3 of");
}

TEST(ProgressLine, FitsIntoEveryWidth) {
  ProgressState state = some_state();
  state.activity = "run 7 (\xe7\xb4\xb0\xe8\x83\x9e\xe8\x86\x9c, split 2) step 120/1500";
  for (std::size_t columns = 0; columns < 140; ++columns)
    EXPECT_LE(columns_of(progress_line(state, columns)), columns) << columns;
}

TEST(ProgressLine, HasNoControlCharacters) {
  ProgressState state = some_state();
  state.activity = "run\n\x1b[2J";
  EXPECT_TRUE(progress_line(state, unlimited).ends_with("run\\n\\x1b[2J"));
}

}  // namespace
}  // namespace emsurvey

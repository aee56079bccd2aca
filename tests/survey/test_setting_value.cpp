#include <gtest/gtest.h>

#include "support/input_error.h"
#include "survey/setting_value.h"

namespace emsurvey {
namespace {

TEST(Duration, IsReadAsSlurmWritesItOrAsSeconds) {
  EXPECT_EQ(duration_s("time-limit", "90"), 90);
  EXPECT_EQ(duration_s("time-limit", "0.5"), 0.5);
  EXPECT_EQ(duration_s("time-limit", "59:30"), 59 * 60 + 30);
  EXPECT_EQ(duration_s("time-limit", "90:00"), 90 * 60);
  EXPECT_EQ(duration_s("time-limit", "100:59:59"), 101 * 3600 - 1);
  EXPECT_EQ(duration_s("time-limit", "40-23:00:00"), (40 * 24 + 23) * 3600);
  EXPECT_EQ(duration_s("time-limit", "2:00:01"), 2 * 3600 + 1);
  EXPECT_EQ(duration_s("time-limit", "1-02:00:00"), 26 * 3600);
}

TEST(Duration, RefusesWhatIsNone) {
  for (const char* text : {"", "soon", "-5", "1:2:3:4", "1-30", "1-2:00", "UNLIMITED", "1:", ":30", "12:5",
                           "00:99:99", "1:60:00", "1:00:60", "10:60", "1-24:00:00"})
    EXPECT_INPUT_ERROR(duration_s("time-limit", text), "[D-]HH:MM:SS");
}

}  // namespace
}  // namespace emsurvey

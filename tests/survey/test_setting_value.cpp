#include <gtest/gtest.h>

#include "support/input_error.h"
#include "survey/setting_value.h"

namespace emsurvey {
namespace {

TEST(Duration, IsReadAsSlurmWritesItOrAsSeconds) {
  EXPECT_EQ(duration_s("time-limit", "90"), 90);
  EXPECT_EQ(duration_s("time-limit", "0.5"), 0.5);
  EXPECT_EQ(duration_s("time-limit", "59:30"), 59 * 60 + 30);
  EXPECT_EQ(duration_s("time-limit", "2:00:01"), 2 * 3600 + 1);
  EXPECT_EQ(duration_s("time-limit", "1-02:00:00"), 26 * 3600);
}

TEST(Duration, RefusesWhatIsNone) {
  for (const char* text : {"", "soon", "-5", "1:2:3:4", "1-30", "1-2:00", "UNLIMITED", "1:", ":30", "12:5"})
    EXPECT_INPUT_ERROR(duration_s("time-limit", text), "[D-]HH:MM:SS");
}

}  // namespace
}  // namespace emsurvey

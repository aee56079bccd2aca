#include <gtest/gtest.h>

#include "base/duration_text.h"

namespace emsurvey {
namespace {

TEST(DurationText, HasSecondsMinutesOrHours) {
  EXPECT_EQ(duration_text(0), "0 s");
  EXPECT_EQ(duration_text(59.9), "59 s");
  EXPECT_EQ(duration_text(60), "1 min");
  EXPECT_EQ(duration_text(12 * 60 + 29), "12 min");
  EXPECT_EQ(duration_text(12 * 60 + 31), "13 min");
  EXPECT_EQ(duration_text(3599), "1 h 00 min");
  EXPECT_EQ(duration_text(3600 + 5 * 60), "1 h 05 min");
  EXPECT_EQ(duration_text(100 * 3600), "100 h 00 min");
}

}  // namespace
}  // namespace emsurvey

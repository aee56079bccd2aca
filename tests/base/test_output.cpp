#include <gtest/gtest.h>

#include "base/output.h"

namespace emsurvey {
namespace {

/// Returns the text that `action` prints.
template <class Action>
std::string printed(Action action) {
  testing::internal::CaptureStdout();
  action();
  flush_output();
  return testing::internal::GetCapturedStdout();
}

TEST(Print, MakesItsValuesVisibleAndKeepsItsOwnLineBreaks) {
  EXPECT_EQ(printed([] { print("\n%s: %d\n", "a\nb", 3); }), "\na\\nb: 3\n");
  EXPECT_EQ(printed([] { print("%s\n", "\x1b[2J\n"); }), "\\x1b[2J\\n\n");
  EXPECT_EQ(printed([] { print("\n"); }), "\n");
  EXPECT_EQ(printed([] { print("%s", ""); }), "");
}

TEST(Print, TakesTextOfAnyLength) {
  const std::string text(100'000, 'x');
  EXPECT_EQ(printed([&] { print("%s\n", text.c_str()); }), text + "\n");
}

TEST(PrintLines, KeepsLines) {
  EXPECT_EQ(printed([] { print_lines("a\r\nb\n"); }), "a\\r\nb\n");
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include "base/terminal.h"

namespace emsurvey {
namespace {

TEST(Columns, CountCharactersNotBytes) {
  EXPECT_EQ(columns_of(""), 0U);
  EXPECT_EQ(columns_of("run 1"), 5U);
  EXPECT_EQ(columns_of("\xc3\xbc"), 1U);
  EXPECT_EQ(columns_of("\xe7\xb4\xb0"), 2U) << "a Chinese character is two columns wide";
  EXPECT_EQ(columns_of("a\xcc\x88"), 1U) << "a combining mark takes no column of its own";
}

TEST(CutToColumns, KeepsWholeCharacters) {
  EXPECT_EQ(cut_to_columns("run 1", 10), "run 1");
  EXPECT_EQ(cut_to_columns("run 1", 3), "run");
  EXPECT_EQ(cut_to_columns("run 1", 0), "");
  EXPECT_EQ(cut_to_columns("\xc3\xbc\xc3\xbc", 1), "\xc3\xbc");
  EXPECT_EQ(cut_to_columns("a\xe7\xb4\xb0", 2), "a");
}

}  // namespace
}  // namespace emsurvey

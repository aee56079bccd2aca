#include <gtest/gtest.h>

#include "base/visible_text.h"

namespace emsurvey {
namespace {

TEST(Visible, KeepsWhatATerminalShows) {
  for (const char* text :
       {"", "plain words", "Größe", "切片 3", "👩‍🔬", "a\\nb", "C:\\data", "\"quoted\" 'text'"})
    EXPECT_EQ(visible(text), text);
}

TEST(Visible, ShowsControlCharacters) {
  EXPECT_EQ(visible("\x1b[31mred\x1b[0m"), "\\x1b[31mred\\x1b[0m");
  EXPECT_EQ(visible("a\nb\rc\td"), "a\\nb\\rc\\td");
  EXPECT_EQ(visible("\x7f\x07\x08"), "\\x7f\\x07\\x08");
  EXPECT_EQ(visible(std::string_view("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(visible("\xc2\x9b"
                    "31m"),
            "\\xc2\\x9b31m")
      << "the control sequence introducer of C1";
}

TEST(Visible, ShowsMarksThatTurnTheDirection) {
  EXPECT_EQ(visible("\u202egnp.exe"), "\\xe2\\x80\\xaegnp.exe");
  EXPECT_EQ(visible("\u2066\u200f\u2028"), "\\xe2\\x81\\xa6\\xe2\\x80\\x8f\\xe2\\x80\\xa8");
}

TEST(Visible, ShowsBytesThatAreNotUtf8) {
  EXPECT_EQ(visible("caf\xe9 au lait"), "caf\\xe9 au lait");
  EXPECT_EQ(visible("\xc3"), "\\xc3");
  EXPECT_EQ(visible("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "half of a pair of UTF-16";
  EXPECT_EQ(visible("\x9b"
                    "31m"),
            "\\x9b31m")
      << "C1 as terminals of 8 bits take it";
}

TEST(Visible, ChangesNothingThatIsVisible) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const std::string once = visible(all);
  EXPECT_EQ(visible(once), once);
  for (const char c : once) EXPECT_TRUE(c >= ' ' && c <= '~') << static_cast<int>(c);
}

TEST(VisibleLines, KeepTheEndsOfLinesAlone) {
  EXPECT_EQ(visible_lines("a\tb\n\x1b[0m\n"), "a\\tb\n\\x1b[0m\n");
  EXPECT_EQ(visible_lines("\n\n"), "\n\n");
}

}  // namespace
}  // namespace emsurvey

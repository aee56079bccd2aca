#include <gtest/gtest.h>

#include "base/utf8.h"

namespace emsurvey {
namespace {

TEST(Utf8, CharactersOfEveryLengthAreTaken) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("section 1"));
  EXPECT_TRUE(is_utf8("\xc2\x80 \xc3\xbc \xdf\xbf"));
  EXPECT_TRUE(is_utf8("\xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xef\xbf\xbf"));
  EXPECT_TRUE(is_utf8("\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf"));
}

TEST(Utf8, EverythingElseIsRefused) {
  EXPECT_FALSE(
      is_utf8("s\xfc"
              "d"));              // Latin-1
  EXPECT_FALSE(is_utf8("\xc3"));  // Truncated character.
  EXPECT_FALSE(is_utf8("\xe2\x82"));
  EXPECT_FALSE(is_utf8("\xbc"));      // Continuation byte without a first byte.
  EXPECT_FALSE(is_utf8("\xc0\x80"));  // Overlong encoding.
  EXPECT_FALSE(is_utf8("\xe0\x9f\xbf"));
  EXPECT_FALSE(is_utf8("\xf0\x8f\xbf\xbf"));
  EXPECT_FALSE(is_utf8("\xed\xa0\x80"));      // UTF-16 surrogate.
  EXPECT_FALSE(is_utf8("\xf4\x90\x80\x80"));  // Beyond U+10FFFF.
  EXPECT_FALSE(is_utf8("\xff"));
}

TEST(Utf8, EqualLooksAreComposedToEqualBytes) {
  EXPECT_EQ(composed("Zu\xcc\x88rich"), "Z\xc3\xbcrich");
  EXPECT_EQ(composed("Z\xc3\xbcrich"), "Z\xc3\xbcrich");
  EXPECT_EQ(composed("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"), "\xed\x95\x9c");  // Hangul
  EXPECT_EQ(composed("e\xcc\x81\xcc\xa3"), composed("e\xcc\xa3\xcc\x81"));      // Order of accents.
  EXPECT_EQ(composed("\xef\xac\x81"), "\xef\xac\x81");                          // A ligature is kept.
  EXPECT_EQ(composed("section 07.tif"), "section 07.tif");
  EXPECT_EQ(composed(""), "");
  EXPECT_EQ(composed("s\xfc"), "s\xfc");  // Invalid UTF-8.
}

}  // namespace
}  // namespace emsurvey

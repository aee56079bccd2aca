#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "data/natural_order.h"

namespace emsurvey {
namespace {

TEST(NaturalOrder, ComparesNumbersByValue) {
  const std::vector<std::string> ordered = {"",
                                            "2",
                                            "10",
                                            "a",
                                            "a2",
                                            "a2b",
                                            "a2b3",
                                            "a2b10",
                                            "a10",
                                            "b-1-9",
                                            "b-1-10",
                                            "b-2-1",
                                            "c99999999999999999999",
                                            "c100000000000000000000"};
  std::vector<std::string> names = ordered;
  std::reverse(names.begin(), names.end());
  std::sort(names.begin(), names.end(), natural_less);
  EXPECT_EQ(names, ordered);
}

TEST(NaturalOrder, NamesThatDifferInLeadingZerosHaveOneOrder) {
  std::vector<std::string> names = {"7", "007", "8", "07", "0", "000"};
  std::sort(names.begin(), names.end(), natural_less);
  EXPECT_EQ(names, (std::vector<std::string>{"0", "000", "007", "07", "7", "8"}));
  EXPECT_FALSE(natural_less("07", "07"));
}

TEST(NaturalOrder, TheLastNumberOfAName) {
  const auto name = numbered_name("s2_07-b");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->before, "s2_");
  EXPECT_EQ(name->number, 7);
  EXPECT_EQ(name->after, "-b");
  EXPECT_FALSE(numbered_name("section"));
  EXPECT_FALSE(numbered_name("1234567890"));
}

TEST(NaturalOrder, ShortNamesIgnoreLeadingZerosOnly) {
  EXPECT_EQ(without_leading_zeros("z007-x000-100"), "z7-x0-100");
  EXPECT_EQ(without_leading_zeros("007"), without_leading_zeros("7"));
  EXPECT_NE(without_leading_zeros("1.5"), without_leading_zeros("1.05"));
  EXPECT_EQ(without_leading_zeros("01.05.007"), "1.05.007");
  EXPECT_EQ(without_leading_zeros("s.007"), "s.7");
  EXPECT_NE(without_leading_zeros("70"), without_leading_zeros("7"));
}

}  // namespace
}  // namespace emsurvey

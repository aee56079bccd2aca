#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "base/number.h"

namespace emsurvey {
namespace {

TEST(PythonRepr, WritesWhatPythonWrites) {
  // Computed with Python 3.11: repr(float.fromhex(...)).
  const std::pair<double, const char*> cases[] = {
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {1.0, "1.0"},
      {-1.0, "-1.0"},
      {100.0, "100.0"},
      {0x1.999999999999ap-4, "0.1"},
      {0x1.4f8b588e368f1p-17, "1e-05"},
      {0x1.a36e2eb1c432dp-14, "0.0001"},
      {0x1.02e4b6ce5dc68p-13, "0.00012345"},
      {0x1.c6bf526340000p+49, "1000000000000000.0"},
      {0x1.1c37937e07fffp+53, "9999999999999998.0"},
      {0x1.1c37937e08000p+53, "1e+16"},
      {0x1.aa535d3d0c000p+53, "1.5e+16"},
      {0x1.b69b4ba630f35p+56, "1.2345678901234568e+17"},
      {0x1.363cac08d3664p-29, "2.2572712626262813e-09"},
      {-0x1.a67d6a2d95df8p+29, "-886025541.6981802"},
      {-0x1.0c6f7a0b5ed8dp-22, "-2.5e-07"},
      {0x1.0000000000000p+53, "9007199254740992.0"},
      {0x1.3333333333334p-2, "0.30000000000000004"},
      {0x1.5555555555555p-2, "0.3333333333333333"},
      {0x1.52d02c7e14af6p+76, "1e+23"},
      {0x1.249ad2594c37dp+332, "1e+100"},
      {0x0.0000000000001p-1022, "5e-324"},
      {0x1.fffffffffffffp+1023, "1.7976931348623157e+308"},
  };
  for (const auto& [value, text] : cases) EXPECT_EQ(python_repr(value), text);
  EXPECT_EQ(python_repr(-std::numeric_limits<double>::quiet_NaN()), "nan");
  EXPECT_EQ(python_repr(-std::numeric_limits<double>::infinity()), "-inf");
}

TEST(PythonRepr, ReadsBackToTheBit) {
  std::mt19937_64 generator(1);
  for (int i = 0; i < 100'000; ++i) {
    const auto value = std::bit_cast<double>(generator());
    if (!std::isfinite(value)) continue;
    const std::string text = python_repr(value);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(parse_number(text).value()), std::bit_cast<std::uint64_t>(value))
        << text;
    EXPECT_NE(text.find_first_of(".e"), std::string::npos) << text;
  }
}

TEST(NumberCell, IsEmptyForWhatIsNotFinite) {
  EXPECT_EQ(number_cell(0.5), "0.5");
  EXPECT_EQ(number_cell(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_EQ(number_cell(-std::numeric_limits<double>::infinity()), "");
}

TEST(ParseNumber, TakesDecimalNumbersAlone) {
  EXPECT_EQ(parse_number("-0.25"), -0.25);
  EXPECT_EQ(parse_number("1"), 1.0);
  EXPECT_EQ(parse_number("2e-09"), 2e-9);
  EXPECT_TRUE(std::isnan(parse_number("nan").value()));
  EXPECT_TRUE(std::isinf(parse_number("-inf").value()));
  for (const char* text :
       {"", " 1", "1 ", "+1", "1,5", "0x10", "1.5f", "1e", "1e999", "--1", "nan(0)", "abc"})
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
}

TEST(ParseInteger, TakesIntegersAlone) {
  EXPECT_EQ(parse_integer("-7"), -7);
  EXPECT_EQ(parse_integer("007"), 7);
  EXPECT_EQ(parse_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  for (const char* text : {"", "1.0", "1e3", " 1", "9223372036854775808", "x"})
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
}

}  // namespace
}  // namespace emsurvey

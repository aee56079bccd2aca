#include <gtest/gtest.h>

#include "io/csv.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string error_of(const std::string& text) {
  return input_error_of([&] { parse_csv(text, "scores.csv"); });
}

TEST(ParseCsv, ReadsHeaderAndRows) {
  const CsvTable table = parse_csv(",name,F_score\n0,02,0.5\n1,08,\n", "scores.csv");
  EXPECT_EQ(table.header, (std::vector<std::string>{"", "name", "F_score"}));
  EXPECT_EQ(table.rows, (Rows{{"0", "02", "0.5"}, {"1", "08", ""}}));
  EXPECT_EQ(table.find_column("F_score"), 2U);
  EXPECT_EQ(table.find_column("f_score"), std::nullopt);
}

TEST(ParseCsv, TakesWhatOtherProgramsWrite) {
  const CsvTable plain = parse_csv("a,b\n1,2\n3,4\n", "scores.csv");
  EXPECT_EQ(parse_csv("\xEF\xBB\xBF"
                      "a,b\r\n1,2\r\n3,4",
                      "scores.csv"),
            plain);
  EXPECT_EQ(parse_csv("\n\"a\",b\n\n1,\"2\"\n3,4\n\r\n", "scores.csv"), plain);
}

TEST(ParseCsv, ReadsQuotedCells) {
  const CsvTable table = parse_csv("a,b\n\"x, \"\"y\"\"\n\r\nz\",\"\"\n", "scores.csv");
  EXPECT_EQ(table.rows, (Rows{{"x, \"y\"\n\r\nz", ""}}));
}

TEST(ParseCsv, NamesFileAndLineOfWhatIsBroken) {
  EXPECT_NE(error_of("").find("scores.csv, line 1: has no header line"), std::string::npos);
  EXPECT_NE(error_of("a,b\n1,2\n3\n").find("scores.csv, line 3: has 1 cells where the header has 2"),
            std::string::npos);
  EXPECT_NE(error_of("a,b\n1,2,3\n").find("line 2: has 3 cells"), std::string::npos);
  EXPECT_NE(error_of("a,b\n\"1\n1\",2\n3\n").find("line 4: has 1 cells"), std::string::npos);
  EXPECT_NE(error_of("a,b\n1,2\n\"3,4\n5,6\n").find("line 3: has a quote that is never closed"),
            std::string::npos);
  EXPECT_NE(error_of("a,b\n1,x\"y\n").find("line 2: has a quote inside a cell"), std::string::npos);
  EXPECT_NE(error_of("a,b\n\"1\"x,2\n").find("line 2: has text after a closing quote"), std::string::npos);
  EXPECT_NE(error_of("a,b,a\n").find("line 1: has two columns 'a'"), std::string::npos);
}

TEST(FormatCsv, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(format_csv({{"", "a b"}, {{"-1.5", "x,y"}, {"say \"hi\"", "two\nlines"}, {"", "\r"}}}),
            ",a b\n-1.5,\"x,y\"\n\"say \"\"hi\"\"\",\"two\nlines\"\n,\"\r\"\n");
}

TEST(FormatCsv, ReadsBack) {
  const CsvTable table{{"a", "b,\""}, {{"\n", "\r\n"}, {"\"", ""}, {"", ""}, {" x ", "é"}}};
  EXPECT_EQ(parse_csv(format_csv(table), "scores.csv"), table);
  const CsvTable one_column{{"a"}, {{""}, {"x"}, {""}}};
  EXPECT_EQ(parse_csv(format_csv(one_column), "scores.csv"), one_column);
}

}  // namespace
}  // namespace emsurvey

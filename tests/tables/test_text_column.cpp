#include <gtest/gtest.h>

#include "tables/text_column.h"

namespace emsurvey {
namespace {

std::string lone_cell(const std::string& value) {
  return text_column("lr", {value}).front();
}

TEST(TextColumn, MarksWhatPandasReadsAsFloat) {
  // Each of these values, alone in a column, is read as float64 by pandas 3.1.
  for (const char* value :
       {"0.0002", "1e-4", "1E5", "1e+5", "1.",   ".5",   "-0.5", "+0.5", " 1.5", "1.5 ", "1e400",
        "nan",    "NaN",  "NA",  "n/a",  "None", "null", "",     "inf",  "-inf", "+inf", "Infinity"})
    EXPECT_EQ(lone_cell(value), std::string("lr=") + value);
}

TEST(TextColumn, KeepsIntegersAndWords) {
  for (const char* value : {"16", "-5", "0", "unet:4", "true", "1.5f", "1,5", "0x10", "square"})
    EXPECT_EQ(lone_cell(value), value);
}

TEST(TextColumn, MarksWhatSpreadsheetsTakeForAFormula) {
  for (const char* value : {"=1+1", "+x", "-5um", "-", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋x"})
    EXPECT_EQ(lone_cell(value), std::string("lr=") + value);
  for (const char* value : {"a=1", "1+1", "x-y", "a@b", "-5"}) EXPECT_EQ(lone_cell(value), value);
}

TEST(HarmlessCell, LeavesNumbers) {
  for (const char* value : {"-1.5", "+2", "-inf", "", "word", "../images/04.png"})
    EXPECT_EQ(harmless_cell("notes", value), value);
  EXPECT_EQ(harmless_cell("notes", "-1.5e"), "notes=-1.5e");
}

TEST(TextColumn, MarksIntegersWhereGapsWouldWidenThem) {
  EXPECT_EQ(text_column("filters", {"16", std::nullopt, "many"}),
            (std::vector<std::string>{"filters=16", "", "many"}));
}

TEST(TextColumn, MarksValueByValue) {
  EXPECT_EQ(text_column("scale", {"1", "0.5", "auto"}), (std::vector<std::string>{"1", "scale=0.5", "auto"}));
}

}  // namespace
}  // namespace emsurvey

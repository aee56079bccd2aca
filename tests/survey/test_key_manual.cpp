// Checks that the manual of the configs lists every key as the program defines it.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "io/file.h"
#include "survey/keys.h"

namespace emsurvey {
namespace {

/// A row "| `loss` | result | axis | ... |" of the section "## Keys" of configs/README.md.
struct ManualRow {
  std::string heading;  ///< The heading "### ..." above it.
  std::string text;
  bool operator==(const ManualRow&) const = default;
};

std::string manual_text() {
  return read_file(std::string(EMSURVEY_CONFIGS) + "/README.md");
}

std::vector<ManualRow> rows_of_manual() {
  std::istringstream manual(manual_text());
  std::vector<ManualRow> rows;
  std::string heading;
  bool is_among_keys = false;
  for (std::string line; std::getline(manual, line);) {
    if (line.starts_with("## ")) is_among_keys = line == "## Keys";
    if (line.starts_with("### ")) heading = line.substr(4);
    if (is_among_keys && line.starts_with("| `")) rows.push_back({heading, line});
  }
  return rows;
}

std::string takes(const Key& key) {
  switch (key.values) {
    case KeyValues::one:
      return "one value";
    case KeyValues::path:
      return "path";
    case KeyValues::list:
      return "list";
    case KeyValues::axis:
      break;
  }
  return "axis";
}

ManualRow row_of(const Key& key) {
  const std::string use = key.use() == KeyUse::result ? "result" : "execution";
  const std::string value = key.default_value.empty() ? " " : " `" + key.default_value + "` ";
  return {title_of(key.group),
          "| `" + key.name + "` | " + use + " | " + takes(key) + " |" + value + "| " + key.help + " |"};
}

TEST(KeyManual, HasEveryKeyOnceInItsGroupWithItsDefaultAndHelp) {
  const auto rows = rows_of_manual();
  for (const Key& key : survey_keys())
    EXPECT_EQ(std::count(rows.begin(), rows.end(), row_of(key)), 1)
        << "configs/README.md needs this row once under \"" << row_of(key).heading << "\":\n"
        << row_of(key).text;
}

TEST(KeyManual, HasNoOtherKeys) {
  std::vector<ManualRow> known;
  for (const Key& key : survey_keys()) known.push_back(row_of(key));
  for (const ManualRow& row : rows_of_manual())
    EXPECT_NE(std::find(known.begin(), known.end(), row), known.end())
        << "configs/README.md has a row that no key has:\n"
        << row.text;
}

TEST(KeyManual, HasTheNestingOrderOfTheAxes) {
  std::string order;
  for (const Key& key : survey_keys())
    if (key.values == KeyValues::axis) order += (order.empty() ? "`" : ", `") + key.name + "`";
  std::string manual = manual_text();
  std::replace(manual.begin(), manual.end(), '\n', ' ');
  EXPECT_NE(manual.find("outermost: " + order + "."), std::string::npos) << order;
}

}  // namespace
}  // namespace emsurvey

// Checks that the manual of the configs lists every key as the program defines it.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "io/file.h"
#include "survey/keys.h"

namespace emsurvey {
namespace {

/// Returns the key rows, "| `loss` | result | axis | ... |", of the section "## Keys" of configs/README.md.
std::vector<std::string> rows_of_manual() {
  std::istringstream manual(read_file(std::string(EMSURVEY_CONFIGS) + "/README.md"));
  std::vector<std::string> rows;
  bool is_among_keys = false;
  for (std::string line; std::getline(manual, line);) {
    if (line.starts_with("## ")) is_among_keys = line == "## Keys";
    if (is_among_keys && line.starts_with("| `")) rows.push_back(line);
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

std::string row_of(const Key& key) {
  const std::string use = key.use == KeyUse::result ? "result" : "execution";
  const std::string value = key.default_value.empty() ? " " : " `" + key.default_value + "` ";
  return "| `" + key.name + "` | " + use + " | " + takes(key) + " |" + value + "| " + key.help + " |";
}

TEST(KeyManual, HasEveryKeyOnceWithItsDefaultAndHelp) {
  const auto rows = rows_of_manual();
  for (const Key& key : survey_keys())
    EXPECT_EQ(std::count(rows.begin(), rows.end(), row_of(key)), 1)
        << "configs/README.md needs this row once:\n"
        << row_of(key);
}

TEST(KeyManual, HasNoOtherKeys) {
  std::vector<std::string> known;
  for (const Key& key : survey_keys()) known.push_back(row_of(key));
  for (const std::string& row : rows_of_manual())
    EXPECT_NE(std::find(known.begin(), known.end(), row), known.end())
        << "configs/README.md has a row that no key has:\n"
        << row;
}

}  // namespace
}  // namespace emsurvey

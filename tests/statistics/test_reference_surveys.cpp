// Comparison of seven surveys with values computed independently by statistics packages.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/number.h"
#include "io/file.h"
#include "statistics/analysis_tables.h"
#include "statistics/table_scores.h"
#include "support/reference_data.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// Relative tolerance of a value, and absolute for values below 1e-3 in units of 1e-3.
double tolerance_of(const std::string& name) {
  if (name == "detectable") return 1e-6;
  if (name == "critical_difference") return 1e-5;
  for (const char* exact : {"p_sign_flip", "p_wilcoxon", "p_smallest", "a12", "superiority", "rank_biserial",
                            "average_rank", "n", "trainings", "units", "images", "collapsed"})
    if (name == exact) return 1e-12;
  return 1e-9;
}

void expect_number(double actual, const Json& expected, const std::string& name, const std::string& where) {
  if (expected.is_null()) {
    EXPECT_TRUE(std::isnan(actual)) << where << " " << name << " is " << actual << ", not undefined";
    return;
  }
  const double wanted = expected.get<double>();
  EXPECT_NEAR(actual, wanted, tolerance_of(name) * std::max(1e-3, std::abs(wanted))) << where << " " << name;
}

/// A table by the cells of its key columns.
class KeyedTable {
 public:
  KeyedTable(const CsvTable& table, const std::vector<std::string>& keys) : table_(table) {
    for (const auto& row : table.rows) {
      std::vector<std::string> key;
      for (const std::string& name : keys) key.push_back(row[table.find_column(name).value()]);
      rows_[key] = &row;
    }
  }
  std::string text(const std::vector<std::string>& key, const std::string& column) const {
    const auto position = table_.find_column(column);
    EXPECT_TRUE(position) << "no column " << column;
    EXPECT_TRUE(rows_.contains(key)) << "no row " << Json(key);
    return position && rows_.contains(key) ? (*rows_.at(key))[*position] : "";
  }
  double number(const std::vector<std::string>& key, const std::string& column) const {
    return parse_number(text(key, column)).value_or(std::nan(""));
  }
  /// Compares all members of `expected` with the columns of the same names.
  void expect(const std::vector<std::string>& key, const Json& expected, const std::string& where) const {
    for (const auto& [name, value] : expected.items()) {
      if (value.is_string()) {
        EXPECT_EQ(text(key, name), value.get<std::string>()) << where << " " << name;
      } else {
        expect_number(number(key, name), value, name, where);
      }
    }
  }

 private:
  const CsvTable& table_;
  std::map<std::vector<std::string>, const std::vector<std::string>*> rows_;
};

void expect_settings(const CsvTable& table, const std::string& label, const Json& expected) {
  const KeyedTable rows(table, {"label", "metric", "setting"});
  for (const auto& [setting, values] : expected.at("settings").items()) {
    const std::vector<std::string> key{label, "F_score", setting};
    rows.expect(key, values, label + " " + setting);
    EXPECT_EQ(rows.text(key, "letters"), expected.at("letters").value(setting, ""))
        << label << " " << setting;
  }
}

void expect_pairs(const CsvTable& table, const std::string& label, const Json& expected) {
  const KeyedTable rows(table, {"label", "metric", "first", "second"});
  for (const auto& [pair, values] : expected.at("pairs").items()) {
    const std::size_t bar = pair.find('|');
    const std::vector<std::string> key{label, "F_score", pair.substr(0, bar), pair.substr(bar + 1)};
    rows.expect(key, values, label + " " + pair);
    if (!expected.at("bootstrap").is_object()) continue;
    const Json& resampled = expected.at("bootstrap").at("pairs");
    if (!resampled.contains(pair)) continue;
    expect_number(rows.number(key, "resampled_low"), resampled.at(pair).at("low"), "low", pair);
    expect_number(rows.number(key, "resampled_high"), resampled.at(pair).at("high"), "high", pair);
    expect_number(rows.number(key, "share_above"), resampled.at(pair).at("share_above"), "share_above", pair);
  }
}

void expect_ranking(const CsvTable& table, const std::string& label, const Json& expected) {
  const KeyedTable rows(table, {"label", "metric", "setting"});
  std::vector<std::string> ranked;
  for (const auto& row : table.rows)
    if (row[0] == label && row[1] == "F_score") ranked.push_back(row[2]);
  EXPECT_EQ(Json(ranked), expected.at("ranked"));
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const std::vector<std::string> key{label, "F_score", ranked[i]};
    const std::string where = label + " " + ranked[i];
    EXPECT_EQ(rows.number(key, "complete_blocks"), expected.at("complete_blocks").get<double>()) << where;
    if (const Json& friedman = expected.at("friedman"); friedman.is_object()) {
      expect_number(rows.number(key, "average_rank"), friedman.at("average_ranks").at(i), "average_rank",
                    where);
      for (const char* name : {"chi2", "p_chi2", "f", "p_f", "critical_difference"})
        expect_number(rows.number(key, name), friedman.at(name), name, where);
    }
    if (const Json& bootstrap = expected.at("bootstrap"); bootstrap.is_object())
      rows.expect(key, bootstrap.at("settings").at(ranked[i]), where);
  }
}

void expect_variance(const CsvTable& table, const std::string& label, const Json& expected) {
  const KeyedTable rows(table, {"label", "metric", "setting", "component"});
  const auto expect_component = [&](const std::string& setting, const std::string& name, const Json& of) {
    const std::vector<std::string> key{label, "F_score", setting, name};
    const bool is_there = of.is_object() && !of.at("raw").at(name).is_null();
    expect_number(rows.number(key, "value"), is_there ? of.at(name) : Json(), name, label + " " + setting);
    expect_number(rows.number(key, "raw"), is_there ? of.at("raw").at(name) : Json(), name, label + " raw");
  };
  for (const auto& [setting, components] : expected.at("components").items())
    for (const char* name : {"split", "training", "image", "residual"})
      expect_component(setting, name, components);
  const Json& two_way = expected.at("two_way");
  for (const char* name : {"setting", "unit", "interaction"}) expect_component("", name, two_way);
  expect_number(rows.number({label, "F_score", "", "pairing_correlation"}, "value"),
                two_way.is_object() ? two_way.at("pairing_correlation") : Json(), "pairing_correlation",
                label);
}

class ReferenceSurvey : public testing::TestWithParam<const char*> {};

TEST_P(ReferenceSurvey, HasTheExpectedResults) {
  EMSURVEY_NEEDS_REFERENCE();
  const fs::path folder = reference_folder() / "reference/statistics" / GetParam();
  const Json survey = Json::parse(std::ifstream(folder / "survey.json"));
  const Json expected = Json::parse(std::ifstream(folder / "expected.json"));
  const std::string path = (folder / "summary_long.csv").string();
  const SplitFacts facts{
      survey.at("scheme").get<std::string>(),
      {survey.at("training_images").get<double>(), survey.at("test_images").get<double>()}};
  const SurveyAnalysis analysis =
      analyse(arrange_scores(table_scores(parse_csv(read_file(path), path), facts, path)));
  for (const auto& [label, values] : expected.at("labels").items()) {
    expect_settings(settings_table(analysis), label, values);
    expect_pairs(pairs_table(analysis), label, values);
    expect_ranking(ranking_table(analysis), label, values);
    expect_variance(variance_table(analysis), label, values);
  }
}

TEST(FreshFolds, AreUnitsOfTheirOwn) {
  EMSURVEY_NEEDS_REFERENCE();
  const fs::path folder = reference_folder() / "reference/statistics/kfold";
  const std::string path = (folder / "summary_long.csv").string();
  CsvTable table = parse_csv(read_file(path), path);
  // Each seed draws folds of its own. The table does not say how many sections they have.
  table.header[table.find_column("repeat").value()] = "seed";
  const SurveyAnalysis analysis = analyse(arrange_scores(table_scores(table, {"kfold", {}}, path)));
  const Json expected = Json::parse(std::ifstream(folder / "fresh_folds.json"));
  EXPECT_EQ(analysis.design.overlap_of(0, 1), expected.at("c").get<double>()) << "1/(k - 1) of a seed";
  const CsvTable pairs = pairs_table(analysis);
  const KeyedTable rows(pairs, {"label", "metric", "first", "second"});
  for (const auto& [pair, values] : expected.at("pairs").items()) {
    const std::size_t bar = pair.find('|');
    rows.expect({"membranes", "F_score", pair.substr(0, bar), pair.substr(bar + 1)}, values, pair);
  }
}

INSTANTIATE_TEST_SUITE_P(All, ReferenceSurvey,
                         testing::Values("published", "balanced", "kfold", "incomplete", "ties", "single",
                                         "two"),
                         [](const auto& survey) { return std::string(survey.param); });

}  // namespace
}  // namespace emsurvey

// Comparison with the published scores of real predictions, edge cases and empty predictions.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/number.h"
#include "io/csv.h"
#include "io/file.h"
#include "io/image_file.h"
#include "score/label_scores.h"
#include "support/reference_data.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using Mask = Plane<std::uint8_t>;

struct Channel {
  const char* label;
  std::size_t channel;
  bool regions_between;
};
constexpr std::array<Channel, 3> labels{
    {{"synapses", 0, false}, {"mitochondria", 1, false}, {"membranes", 2, true}}};

Mask read_mask(const fs::path& path, std::size_t channel) {
  const Image image = read_image(path);
  return presence_mask(image.channels.at(channel), image.bit_depth);
}

/// Returns the score `name`, or std::nullopt if it is not finite.
std::optional<double> score_of(const LabelScores& scores, const std::string& name) {
  for (const ScoreColumn& column : score_columns()) {
    if (column.name != name) continue;
    const double value =
        std::visit([&](auto member) { return static_cast<double>(scores.*member); }, column.member);
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }
  ADD_FAILURE() << "there is no score " << name;
  return std::nullopt;
}

void expect_score(const LabelScores& scores, const std::string& name, std::optional<double> expected,
                  const std::string& where) {
  const std::optional<double> value = score_of(scores, name);
  ASSERT_EQ(value.has_value(), expected.has_value()) << where << " " << name;
  if (value) {
    EXPECT_NEAR(*value, *expected, 1e-9 * std::max(1.0, std::abs(*expected))) << where << " " << name;
  }
}

TEST(ReferenceScores, OfRealPredictions) {
  EMSURVEY_NEEDS_REFERENCE();
  const fs::path folder = reference_folder() / "reference/scoring";
  int compared = 0;
  for (const Channel& label : labels) {
    const fs::path path = folder / "expected" / (std::string(label.label) + ".csv");
    const CsvTable expected = parse_csv(read_file(path), path.string());
    for (const auto& row : expected.rows) {
      const Mask truth =
          read_mask(reference_folder() / "data/vnc/stack1/labels" / (row[0] + ".png"), label.channel);
      const Mask predicted = read_mask(folder / "predicted" / (row[0] + "-outputs.png"), label.channel);
      const LabelScores scores = score_label({predicted, truth, label.regions_between});
      for (std::size_t c = 1; c < row.size(); ++c, ++compared)
        expect_score(scores, expected.header[c], parse_number(row[c]),
                     std::string(label.label) + " " + row[0]);
    }
  }
  EXPECT_EQ(compared, 3 * 4 * 15);
}

TEST(ReferenceScores, OfEdgeCases) {
  EMSURVEY_NEEDS_REFERENCE();
  const auto document =
      nlohmann::json::parse(read_file(reference_folder() / "reference/scoring/edge_cases.json"));
  const auto read = [](const nlohmann::json& c, const char* key) {
    Mask mask(c.at("height").get<int>(), c.at("width").get<int>());
    const auto text = c.at(key).get<std::string>();
    for (std::size_t i = 0; i < mask.values.size(); ++i) mask.values[i] = text.at(i) == '1';
    return mask;
  };
  ASSERT_GE(document.at("cases").size(), 32U);
  for (const auto& c : document.at("cases")) {
    const Mask truth = read(c, "true");
    const Mask predicted = read(c, "predicted");
    const LabelScores scores = score_label({predicted, truth, c.at("background").get<int>() == 1});
    const auto name = c.at("name").get<std::string>();
    EXPECT_EQ(scores.true_regions, c.at("true_regions").get<int>()) << name;
    EXPECT_EQ(scores.predicted_regions, c.at("predicted_regions").get<int>()) << name;
    for (const auto& [score, value] : c.at("scores").items())
      expect_score(scores, score, value.is_null() ? std::nullopt : std::optional(value.get<double>()), name);
  }
}

TEST(ReferenceScores, OfEmptyPredictions) {
  EMSURVEY_NEEDS_REFERENCE();
  const fs::path path = reference_folder() / "reference/scoring/nothing_predicted_F_score.csv";
  const CsvTable expected = parse_csv(read_file(path), path.string());
  ASSERT_EQ(expected.rows.size(), 20U);
  for (const auto& row : expected.rows) {
    for (const Channel& label : labels) {
      const auto column = expected.find_column(label.label);
      if (!column) continue;
      const Mask truth =
          read_mask(reference_folder() / "data/vnc/stack1/labels" / (row[0] + ".png"), label.channel);
      const Mask nothing(truth.height, truth.width);
      const double value = parse_number(row[*column]).value();
      // The published value is rounded to 13 digits.
      EXPECT_NEAR(score_label({nothing, truth}).f_score / value, 1, 1e-11) << label.label << " " << row[0];
    }
  }
}

}  // namespace
}  // namespace emsurvey

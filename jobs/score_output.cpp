#include "score_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/output.h"
#include "base/terminal.h"
#include "io/csv.h"
#include "io/file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 9> shown_columns{"F_score",
                                                   "F_score_skimage",
                                                   "semantic_Jaccard",
                                                   "voi_split",
                                                   "voi_merge",
                                                   "detection_f1_50",
                                                   "detection_ap",
                                                   "cleft_distance_false_positive",
                                                   "cleft_distance_false_negative"};

/// Returns the mean over the images where the score is defined; NaN if there are none.
double mean_of(const ScoredLabel& label, const ScoreColumn& column) {
  double sum = 0;
  int count = 0;
  for (const ScoredImage& image : label.images) {
    const double value = column.value(image.scores);
    if (!std::isfinite(value)) continue;
    sum += value;
    ++count;
  }
  return sum / count;
}

std::string shown_name(const std::string& column) {
  if (column == "cleft_distance_false_positive") return "cleft_fp";
  if (column == "cleft_distance_false_negative") return "cleft_fn";
  return column;
}

Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json scores_json(const LabelScores& scores) {
  Json json;
  for (const ScoreColumn& column : score_columns()) {
    if (column.is_count())
      json[column.name] = static_cast<std::int64_t>(column.value(scores));
    else
      json[column.name] = number(column.value(scores));
  }
  return json;
}

Json label_json(const ScoredLabel& label) {
  Json json{{"label", label.name}, {"mean", Json::object()}, {"images", Json::array()}};
  for (const ScoreColumn& column : score_columns())
    json["mean"][column.name] = number(mean_of(label, column));
  for (const ScoredImage& image : label.images) {
    json["images"].push_back({{"predicted", image.predicted_path},
                              {"true", image.true_path},
                              {"scores", scores_json(image.scores)}});
  }
  return json;
}

/// A row for each label with the means of some scores.
std::string table_of(const std::vector<ScoredLabel>& labels, const ScoreSettings& settings) {
  std::size_t width = 5;
  for (const ScoredLabel& label : labels) width = std::max(width, columns_of(label.name));
  const auto padded = [&](const std::string& name) {
    return name + std::string(width - columns_of(name), ' ');
  };
  std::string text = padded("label") + (settings.is_volume ? "  volumes" : "   images");
  for (const char* column : shown_columns) text += "  " + shown_name(column);
  text += "\n";
  for (const ScoredLabel& label : labels) {
    text += padded(label.name) + fmt::format("  {:>7}", label.images.size());
    for (const char* name : shown_columns) {
      const auto columns = score_columns();
      const auto column = std::find_if(columns.begin(), columns.end(),
                                       [&](const ScoreColumn& one) { return std::string(one.name) == name; });
      const double mean = mean_of(label, *column);
      text += fmt::format("  {:>{}}", std::isfinite(mean) ? fmt::format("{:.3f}", mean) : "-",
                          shown_name(name).size());
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::string ScoreSettings::connectivity_text() const {
  switch (connectivity) {
    case Connectivity::faces:
      return is_volume ? "6-connected" : "4-connected";
    case Connectivity::edges:
      return "18-connected";
    case Connectivity::corners:
      break;
  }
  return is_volume ? "26-connected" : "8-connected";
}

std::string path_in_table(const fs::path& file, const ScoreSettings& settings) {
  // A relative path to a folder that does not exist yet would not be understood.
  const fs::path output = fs::absolute(settings.output), folder = fs::absolute(file).parent_path();
  const std::string path = (fs::relative(folder, output) / file.filename()).lexically_normal().string();
  return begins_formula(path) ? "./" + path : path;
}

void write_scores(const std::vector<ScoredLabel>& labels, const ScoreSettings& settings) {
  Json json{{"dimensions", settings.is_volume ? 3 : 2},
            {"connectivity", settings.connectivity_text()},
            {"threshold", settings.threshold},
            {"distance_unit", settings.distance_unit},
            {"labels", Json::array()}};
  for (const ScoredLabel& label : labels) {
    write_file(settings.output / (label.name + ".csv"), format_csv(evaluation_table(label.images)));
    json["labels"].push_back(label_json(label));
  }
  write_file(settings.output / "scores.json", json.dump(2) + "\n");
  print_lines(table_of(labels, settings));
  print("Means over the %s where a score is defined. Regions of masks are %s; distances in %s.\n",
        settings.is_volume ? "volumes" : "images", settings.connectivity_text().c_str(),
        settings.distance_unit.c_str());
  print("All scores: %s and %s\n", (settings.output / "LABEL.csv").c_str(),
        (settings.output / "scores.json").c_str());
  flush_output();
}

}  // namespace emsurvey

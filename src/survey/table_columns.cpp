#include "survey/table_columns.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace emsurvey {
namespace {

/// Formats, for example, "8", "9.2" or "1.53333".
std::string short_text(double value) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.6g", value);
  return text.data();
}

std::string resolution(double scale, double nm_per_pixel) {
  return nm_per_pixel > 0 ? short_text(nm_per_pixel / scale) + " nm" : "x" + short_text(scale);
}

/// Returns the names of the columns for `key`.
std::vector<std::string> column_names(const std::string& key) {
  if (key == "loss" || key == "split" || key == "repeat") return {};
  if (key == "network" || key == "depth") return {"generator", "layers"};
  if (key == "train-images") return {"amount"};
  if (key == "scale") return {"resolution"};
  std::string column = key;
  std::replace(column.begin(), column.end(), '-', '_');
  return {column};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> table_columns(const std::string& key,
                                                               const std::string& value,
                                                               const Experiment& experiment,
                                                               double nm_per_pixel) {
  std::vector<std::pair<std::string, std::string>> columns;
  for (const auto& name : column_names(key)) {
    const std::string cell = name == "generator"    ? experiment.network.name
                             : name == "layers"     ? std::to_string(layer_count(experiment.network))
                             : name == "resolution" ? resolution(experiment.scale, nm_per_pixel)
                                                    : value;
    columns.emplace_back(name, cell);
  }
  return columns;
}

std::vector<std::string> table_index(const std::vector<std::string>& varying) {
  const auto leading = std::find_if(varying.begin(), varying.end(),
                                    [](const auto& key) { return key != "split" && key != "repeat"; });
  if (leading == varying.end() || *leading == "loss") return {"classic_loss", "run", "sample"};
  auto index = column_names(*leading);
  // If nothing else varies, generator and layers together identify a run.
  const bool is_network_alone = std::all_of(
      varying.begin(), varying.end(), [](const auto& key) { return key == "network" || key == "depth"; });
  if (!is_network_alone) index.emplace_back("run");
  index.emplace_back("sample");
  return index;
}

}  // namespace emsurvey

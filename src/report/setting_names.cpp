#include "report/setting_names.h"

#include <algorithm>
#include <map>

#include "base/joined.h"
#include "base/number.h"

namespace emsurvey {

std::string column_title(const std::string& column) {
  static const std::map<std::string, std::string> titles{
      {"classic_loss", "loss function"}, {"amount", "training images"}, {"train_images", "training images"},
      {"lr", "learning rate"},           {"batch", "batch size"},       {"crop", "crop size (pixels)"},
      {"split_scheme", "split scheme"}};
  const auto found = titles.find(column);
  return found == titles.end() ? column : found->second;
}

std::string plain_value(const std::string& column, const std::string& cell) {
  return cell.starts_with(column + "=") ? cell.substr(column.size() + 1) : cell;
}

std::string cell_words(const std::string& column, const std::string& cell) {
  const std::string value = plain_value(column, cell);
  const bool needs_name = value != cell || parse_number(value).has_value();
  return needs_name ? column + " " + value : value;
}

std::vector<std::size_t> varying_columns(const RunGroups& groups) {
  std::vector<std::size_t> varying;
  for (std::size_t column = 0; column < groups.columns.size(); ++column) {
    const auto differs = [&](const auto& cells) { return cells[column] != groups.cells.front()[column]; };
    if (std::any_of(groups.cells.begin(), groups.cells.end(), differs)) varying.push_back(column);
  }
  if (varying.empty()) varying.push_back(0);
  return varying;
}

std::string group_name(const RunGroups& groups, std::size_t group, const std::vector<std::size_t>& columns) {
  std::vector<std::string> words;
  for (const std::size_t column : columns) {
    const std::string& cell = groups.cells[group][column];
    // A single value on an axis with a title needs no name.
    const std::string text = columns.size() == 1 ? plain_value(groups.columns[column], cell)
                                                 : cell_words(groups.columns[column], cell);
    if (!text.empty()) words.push_back(text);
  }
  return joined(words);
}

std::string joined_titles(const RunGroups& groups, const std::vector<std::size_t>& columns) {
  std::vector<std::string> titles;
  for (const std::size_t column : columns) titles.push_back(column_title(groups.columns[column]));
  return joined(titles);
}

RunGroups settings_of(const SurveyAnalysis& analysis) {
  RunGroups groups;
  groups.columns = analysis.columns;
  groups.cells = analysis.settings;
  return groups;
}

std::vector<std::string> setting_names(const SurveyAnalysis& analysis) {
  const RunGroups groups = settings_of(analysis);
  std::vector<std::string> names;
  if (groups.cells.empty()) return names;
  const std::vector<std::size_t> columns = varying_columns(groups);
  for (std::size_t setting = 0; setting < groups.cells.size(); ++setting)
    names.push_back(group_name(groups, setting, columns));
  return names;
}

std::vector<std::optional<std::size_t>> settings_of_runs(const SurveyAnalysis& analysis,
                                                         const ScoreRows& rows) {
  std::vector<std::optional<std::size_t>> settings;
  for (const RunEvaluation& run : rows.runs) {
    std::vector<std::string> cells;
    for (const std::string& column : analysis.columns) cells.push_back(index_cell(run, column));
    const auto found = std::find(analysis.settings.begin(), analysis.settings.end(), cells);
    settings.push_back(found == analysis.settings.end()
                           ? std::nullopt
                           : std::optional<std::size_t>(found - analysis.settings.begin()));
  }
  return settings;
}

}  // namespace emsurvey

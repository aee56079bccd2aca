#include "report/published_scores.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/joined.h"
#include "base/number.h"
#include "base/unknown_name.h"
#include "report/setting_names.h"
#include "score/label_scores.h"
#include "tables/moments.h"

namespace emsurvey {
namespace {

/// Returns a key in the form used for comparisons: 8 equals 8.0, and lr=0.001 equals 0.001.
std::string comparable(const std::string& column, const std::string& cell) {
  const std::string value = plain_value(column, cell);
  const auto number = parse_number(value);
  return number ? python_repr(*number) : value;
}

/// Returns the names of the metrics and counts of the survey.
std::vector<std::string> metric_names(const ScoreRows& rows) {
  std::vector<std::string> names;
  for (const std::size_t column : metric_positions(rows)) names.push_back(rows.columns[column].name);
  for (const std::size_t column : count_positions(rows)) names.push_back(rows.columns[column].name);
  return names;
}

/// Returns the label in the name of a column that ends in the name of a score, and an empty string for other
/// columns.
std::string label_in(const std::string& column) {
  std::size_t longest = 0;
  for (const ScoreColumn& score : score_columns()) {
    const std::string ending = std::string("_") + score.name;
    if (column.size() > ending.size() && column.ends_with(ending)) longest = std::max(longest, ending.size());
  }
  return longest > 0 ? column.substr(0, column.size() - longest) : "";
}

void check_labels(const ScoreRows& rows, const RunGroups& groups, const CsvTable& table,
                  const std::string& subject) {
  for (const std::string& column : table.header) {
    const std::string label = label_in(column);
    const bool is_key =
        std::find(groups.columns.begin(), groups.columns.end(), column) != groups.columns.end();
    if (!label.empty() && !is_key) require_known(subject, "label of the survey", label, rows.labels);
  }
}

double value_in(const std::string& cell, const std::string& column, const std::string& subject) {
  if (cell.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto number = parse_number(cell);
  require(number.has_value(), subject, "'" + cell + "' is not a value of " + column,
          "write numbers, or leave the cell empty");
  return *number;
}

/// Positions of the key columns and score columns in the header.
struct Positions {
  std::vector<std::size_t> keys;
  std::vector<std::size_t> scores;
};

/// Finds the training to which a row belongs.
class TrainingKeys {
 public:
  explicit TrainingKeys(const CsvTable& table) {
    for (const char* name : {"run", "split", "repeat"})
      if (const auto position = table.find_column(name)) columns_.push_back(*position);
    has_images_ = table.find_column("image") || table.find_column("sample");
  }

  /// Without a number of the run, rows with images belong to one training, and others are trainings.
  std::vector<std::string> key(const std::vector<std::string>& row, std::size_t number) const {
    std::vector<std::string> cells;
    for (const std::size_t column : columns_) cells.push_back(row[column]);
    if (cells.empty() && !has_images_) cells.push_back(std::to_string(number));
    return cells;
  }

 private:
  std::vector<std::size_t> columns_;
  bool has_images_ = false;
};

Positions find_columns(PublishedScores& published, const ScoreRows& rows, const RunGroups& groups,
                       const CsvTable& table) {
  Positions positions;
  for (std::size_t key = 0; key < groups.columns.size(); ++key) {
    if (const auto position = table.find_column(groups.columns[key])) {
      published.keys.push_back(key);
      positions.keys.push_back(*position);
    }
  }
  for (const std::string& label : rows.labels) {
    for (const std::string& metric : metric_names(rows)) {
      if (const auto position = table.find_column(label + "_" + metric)) {
        published.columns.emplace_back(label, metric);
        positions.scores.push_back(*position);
      }
    }
  }
  return positions;
}

void append_groups(PublishedScores& published, const Positions& positions, const CsvTable& table,
                   const std::string& subject) {
  using Cells = std::vector<std::string>;
  const TrainingKeys keys(table);
  std::map<std::pair<Cells, Cells>, std::size_t> trainings;  // Positions in their group.
  for (std::size_t number = 0; number < table.rows.size(); ++number) {
    const auto& row = table.rows[number];
    Cells cells;
    for (const std::size_t key : positions.keys) cells.push_back(row[key]);
    auto group = std::find_if(published.groups.begin(), published.groups.end(),
                              [&](const PublishedGroup& candidate) { return candidate.cells == cells; });
    if (group == published.groups.end()) group = published.groups.insert(group, {cells, {}});
    const auto [training, is_new] =
        trainings.try_emplace({cells, keys.key(row, number)}, group->trainings.size());
    if (is_new) group->trainings.emplace_back(positions.scores.size());
    for (std::size_t i = 0; i < positions.scores.size(); ++i)
      group->trainings[training->second][i].push_back(
          value_in(row[positions.scores[i]], table.header[positions.scores[i]], subject));
  }
}

void require_common_group(const PublishedScores& published, const RunGroups& groups,
                          const std::string& subject) {
  for (std::size_t group = 0; group < groups.cells.size(); ++group)
    if (published.find(groups, group)) return;
  std::vector<std::string> names, some;
  for (const std::size_t key : published.keys) names.push_back(groups.columns[key]);
  for (std::size_t i = 0; i < std::min<std::size_t>(published.groups.size(), 6); ++i)
    some.push_back(joined(published.groups[i].cells));
  throw InputError(subject,
                   "has no setting of the survey in " + joined(names) + " (it has " + joined(some) + ")",
                   "name the settings as the survey's tables do");
}

}  // namespace

const PublishedGroup* PublishedScores::find(const RunGroups& own, std::size_t group) const {
  const auto is_same = [&](const PublishedGroup& candidate) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::string& column = own.columns[keys[i]];
      if (comparable(column, candidate.cells[i]) != comparable(column, own.cells[group][keys[i]]))
        return false;
    }
    return true;
  };
  const auto found = std::find_if(groups.begin(), groups.end(), is_same);
  return found == groups.end() ? nullptr : &*found;
}

std::vector<double> PublishedGroup::training_means(std::size_t column) const {
  std::vector<double> means;
  for (const auto& training : trainings)
    if (const Moments moments = moments_of(training[column]); moments.n > 0) means.push_back(moments.mean);
  return means;
}

std::string comparable_image(const std::string& name) {
  return comparable("image", name);
}

PublishedScores read_published(const ScoreRows& rows, const RunGroups& groups, const CsvTable& table,
                               const std::string& subject) {
  check_labels(rows, groups, table, subject);
  PublishedScores published;
  const Positions positions = find_columns(published, rows, groups, table);
  require(!positions.keys.empty(), subject, "has no column " + joined(groups.columns),
          "name the columns of the settings as the survey's tables do");
  require(!positions.scores.empty(), subject, "has no score of the survey",
          "name the columns of scores <label>_<metric>, such as " + rows.labels.front() + "_F_score");
  append_groups(published, positions, table, subject);
  if (const auto image = table.find_column("image"))
    for (const auto& row : table.rows) published.images.insert(comparable_image(row[*image]));
  require_common_group(published, groups, subject);
  return published;
}

}  // namespace emsurvey

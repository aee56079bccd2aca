#include "statistics/table_scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/error.h"
#include "base/number.h"
#include "score/label_scores.h"
#include "tables/copy_baseline_rows.h"

namespace emsurvey {
namespace {

using Row = std::vector<std::string>;

/// The scores that are read, and where they are put.
struct ReadScore {
  const char* name;
  double ImageScores::*member;
};

constexpr std::array read_scores{ReadScore{"F_score", &ImageScores::f_score},
                                 ReadScore{"semantic_Jaccard", &ImageScores::semantic_jaccard},
                                 ReadScore{"true_regions", &ImageScores::true_regions},
                                 ReadScore{"predicted_regions", &ImageScores::predicted_regions}};

bool is_identifier(const std::string& column) {
  static constexpr std::array names{"",      "pred_path", "true_path", "sample",     "label",    "run",
                                    "split", "repeat",    "image",     "image_name", seed_column};
  return std::find(names.begin(), names.end(), column) != names.end();
}

/// Returns the label in the name of a column of the wide form, or an empty string.
std::string label_in(const std::string& column) {
  std::string label;
  for (const ScoreColumn& score : score_columns()) {
    const std::string ending = std::string("_") + score.name;
    const bool is_score = column.size() > ending.size() && column.ends_with(ending);
    // F_score ends in no other name, but a label may: the longest name of a score counts.
    if (is_score && (label.empty() || column.size() - ending.size() < label.size()))
      label = column.substr(0, column.size() - ending.size());
  }
  return label;
}

bool is_score(const std::string& column) {
  return std::any_of(score_columns().begin(), score_columns().end(),
                     [&](const ScoreColumn& score) { return score.name == column; });
}

/// Where the values of one label stand.
struct LabelColumns {
  std::string label;  ///< Empty in the long form, where each row names it.
  std::vector<std::pair<std::size_t, double ImageScores::*>> scores;
};

/// Reads the rows of one table.
class TableReader {
 public:
  TableReader(const CsvTable& table, const SplitFacts& facts, const std::string& subject)
      : table_(table), facts_(facts), subject_(subject), label_(table.find_column("label")) {
    find_scores();
    find_settings();
  }

  ScoreTable read() {
    for (const Row& row : table_.rows) read_row(row);
    return std::move(result_);
  }

 private:
  void find_scores();
  void find_settings();
  bool is_setting(std::size_t column) const;
  void read_row(const Row& row);
  void add_image(const Row& row, std::size_t run, const LabelColumns& columns);
  std::size_t run_of(const Row& row);
  ScoredRun scored_run(const Row& row) const;
  std::string image_of(const Row& row, std::size_t run);
  std::string cell(const Row& row, const char* column) const;
  std::optional<std::int64_t> integer(const Row& row, const char* column) const;
  double number(const Row& row, std::size_t column) const;
  void require_scores(const ImageScores& image) const;

  const CsvTable& table_;
  const SplitFacts& facts_;
  const std::string& subject_;
  std::optional<std::size_t> label_;
  std::vector<LabelColumns> labels_;
  std::vector<std::size_t> settings_;  ///< Columns.
  ScoreTable result_;
  std::map<std::vector<std::string>, std::size_t> runs_;  ///< By the cells that identify a run.
  std::map<std::size_t, std::size_t> rows_of_run_;
  std::set<std::tuple<std::size_t, std::string, std::string>> seen_;
};

void TableReader::find_scores() {
  std::set<std::string> metrics;
  std::map<std::string, LabelColumns> found;
  for (std::size_t column = 0; column < table_.header.size(); ++column) {
    const std::string& name = table_.header[column];
    const std::string label = label_ ? "" : label_in(name);
    if (!label_ && label.empty()) continue;
    for (const ReadScore& score : read_scores) {
      if (name != (label_ ? score.name : label + "_" + score.name)) continue;
      const bool is_new = !found.contains(label);
      found[label].scores.emplace_back(column, score.member);
      metrics.insert(score.name);
      if (is_new && !label_) result_.labels.push_back(label);
    }
  }
  for (const std::string& metric : analysed_metrics())
    if (metrics.contains(metric)) result_.metrics.push_back(metric);
  require(!result_.metrics.empty(), subject_, "has no F_score and no semantic_Jaccard",
          "name the columns label and F_score, or <label>_F_score");
  if (label_) labels_ = {{"", found[""].scores}};
  for (const std::string& label : result_.labels) labels_.push_back({label, found[label].scores});
}

/// A column of decimal numbers is a score: settings that are decimal numbers are written `column=value`.
bool TableReader::is_setting(std::size_t column) const {
  const std::string& name = table_.header[column];
  if (is_identifier(name) || is_score(name) || !label_in(name).empty()) return false;
  return std::none_of(table_.rows.begin(), table_.rows.end(), [&](const Row& row) {
    return !row[column].empty() && parse_number(row[column]) && !parse_integer(row[column]);
  });
}

void TableReader::find_settings() {
  for (std::size_t column = 0; column < table_.header.size(); ++column) {
    if (!is_setting(column)) continue;
    settings_.push_back(column);
    result_.columns.push_back(table_.header[column]);
  }
  require(!settings_.empty(), subject_, "has no column of a setting", "add one, such as classic_loss");
  require(!table_.rows.empty(), subject_, "has no rows", "add the scores, a row for each image of a run");
}

std::string TableReader::cell(const Row& row, const char* column) const {
  const auto position = table_.find_column(column);
  return position ? row[*position] : "";
}

std::optional<std::int64_t> TableReader::integer(const Row& row, const char* column) const {
  const std::string text = cell(row, column);
  if (text.empty()) return std::nullopt;
  const auto value = parse_integer(text);
  require(value.has_value(), subject_, "'" + text + "' is not a number of a " + column, "write 1, 2, ...");
  return value;
}

double TableReader::number(const Row& row, std::size_t column) const {
  const std::string& text = row[column];
  if (text.empty()) return ImageScores::unknown;
  const auto value = parse_number(text);
  require(value.has_value(), subject_, "'" + text + "' is not a value of " + table_.header[column],
          "write numbers, or leave the cell empty");
  return *value;
}

void TableReader::require_scores(const ImageScores& image) const {
  for (const double score : {image.f_score, image.semantic_jaccard})
    require(!(score < 0 || score > 1), subject_,
            "has a score of " + python_repr(score) + " for the label " + image.label,
            "write F_score and semantic_Jaccard as numbers from 0 to 1");
}

ScoredRun TableReader::scored_run(const Row& row) const {
  ScoredRun run;
  for (const std::size_t column : settings_) run.settings.push_back(row[column]);
  run.seed = cell(row, seed_column);
  run.split = integer(row, "split");
  run.repeat = integer(row, "repeat");
  run.scheme = facts_.scheme;
  run.sections = facts_.sections;
  run.is_baseline = cell(row, "classic_loss") == copy_baseline_loss;
  return run;
}

std::size_t TableReader::run_of(const Row& row) {
  ScoredRun run = scored_run(row);
  // Some tables count the runs of each setting from 1.
  std::vector<std::string> key = run.settings;
  const std::string number = run.is_baseline ? "" : cell(row, "run");
  key.insert(key.end(), {number, cell(row, "split"), cell(row, "repeat"), run.seed});
  const auto [place, is_new] = runs_.emplace(std::move(key), result_.runs.size());
  if (is_new) result_.runs.push_back(std::move(run));
  return place->second;
}

std::string TableReader::image_of(const Row& row, std::size_t run) {
  constexpr std::string_view prefix = "image=";
  std::string name = cell(row, "image_name");
  if (name.starts_with(prefix)) return name.substr(prefix.size());
  for (const char* column : {"image", "sample"})
    if (name.empty()) name = cell(row, column);
  return name.empty() ? std::to_string(rows_of_run_[run]) : name;
}

void TableReader::add_image(const Row& row, std::size_t run, const LabelColumns& columns) {
  ImageScores image;
  image.setting = run;
  image.label = label_ ? row[*label_] : columns.label;
  image.image = image_of(row, run);
  // Several splits may test the same section, each with a baseline of its own.
  if (cell(row, "classic_loss") == copy_baseline_loss) image.image += " " + cell(row, "sample");
  for (const auto& [column, member] : columns.scores) image.*member = number(row, column);
  require_scores(image);
  require(seen_.emplace(run, image.label, image.image).second, subject_,
          "has two rows for the label " + image.label + " and the image " + image.image + " of a run",
          "name trainings in the column run, and images in the column image");
  if (std::find(result_.labels.begin(), result_.labels.end(), image.label) == result_.labels.end())
    result_.labels.push_back(image.label);
  result_.images.push_back(std::move(image));
}

void TableReader::read_row(const Row& row) {
  const std::size_t run = run_of(row);
  ++rows_of_run_[run];
  for (const LabelColumns& columns : labels_) add_image(row, run, columns);
}

}  // namespace

ScoreTable table_scores(const CsvTable& table, const SplitFacts& facts, const std::string& subject) {
  return TableReader(table, facts, subject).read();
}

}  // namespace emsurvey

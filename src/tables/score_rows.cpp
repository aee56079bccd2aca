#include "tables/score_rows.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "base/number.h"
#include "tables/text_column.h"

namespace emsurvey {
namespace {

using Kind = EvaluationColumn::Kind;

std::vector<std::string> ordered_labels(const std::vector<RunEvaluation>& runs) {
  std::set<std::string> names;
  for (const RunEvaluation& run : runs)
    for (const LabelEvaluation& evaluation : run.labels) names.insert(evaluation.label);
  std::vector<std::string> labels;
  for (const char* name : {"membranes", "synapses", "mitochondria"})
    if (names.erase(name) > 0) labels.emplace_back(name);
  labels.insert(labels.end(), names.begin(), names.end());
  return labels;
}

void report_missing(const std::vector<RunEvaluation>& runs, const std::vector<std::string>& labels,
                    std::vector<std::string>& problems) {
  const std::string remedy = "; it is not in the tables; restore it from a copy or test the run again";
  for (const RunEvaluation& run : runs) {
    if (run.labels.empty()) {
      problems.push_back(run.folder + "/evaluation: has no evaluation" + remedy);
      continue;
    }
    for (const std::string& label : labels) {
      const bool is_there =
          std::any_of(run.labels.begin(), run.labels.end(),
                      [&](const LabelEvaluation& evaluation) { return evaluation.label == label; });
      if (!is_there) problems.push_back(run.folder + "/evaluation/" + label + ".csv: is missing" + remedy);
    }
  }
}

/// Gives every run the axes of all runs, in the order of their first occurrence, and replaces the values by
/// table cells.
void align_axes(std::vector<RunEvaluation>& runs) {
  std::vector<std::string> names;
  for (const RunEvaluation& run : runs)
    for (const auto& [name, value] : run.axes)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);

  std::vector<std::vector<std::pair<std::string, std::string>>> aligned(runs.size());
  for (const std::string& name : names) {
    std::vector<std::optional<std::string>> values(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i)
      for (const auto& [axis, value] : runs[i].axes)
        if (axis == name) values[i] = value;
    const std::vector<std::string> cells = text_column(name, values);
    for (std::size_t i = 0; i < runs.size(); ++i) aligned[i].emplace_back(name, cells[i]);
  }
  for (std::size_t i = 0; i < runs.size(); ++i) runs[i].axes = std::move(aligned[i]);
}

/// Replaces the losses by table cells.
void mark_losses(std::vector<RunEvaluation>& runs) {
  std::vector<std::optional<std::string>> losses;
  for (const RunEvaluation& run : runs) losses.emplace_back(run.loss);
  const std::vector<std::string> cells = text_column("classic_loss", losses);
  for (std::size_t i = 0; i < runs.size(); ++i) runs[i].loss = cells[i];
}

std::vector<std::string> label_cells(const std::vector<std::string>& labels) {
  return text_column("label", {labels.begin(), labels.end()});
}

/// Returns whether all runs have `member`. Adds a problem if only some runs have it.
bool all_have(const std::vector<RunEvaluation>& runs, std::optional<std::int64_t> RunEvaluation::*member,
              const std::string& name, std::vector<std::string>& problems) {
  const auto has = [member](const RunEvaluation& run) { return (run.*member).has_value(); };
  const auto without = std::find_if_not(runs.begin(), runs.end(), has);
  if (without == runs.end()) return !runs.empty();
  if (std::any_of(runs.begin(), runs.end(), has))
    problems.push_back(without->folder + "/options.json: has no \"" + name +
                       "\" while other runs have; the tables omit it");
  return false;
}

/// Returns the image name: both `../images/02-outputs.png` and, with one file for each label,
/// `../images/02-outputs-cells.png` belong to image 02.
std::string image_name(const std::string& predicted_path, const std::string& label) {
  std::string name = std::filesystem::path(predicted_path).stem().string();
  for (const std::string& ending : {"-outputs-" + label, std::string("-outputs")})
    if (name.size() > ending.size() && name.ends_with(ending))
      return name.substr(0, name.size() - ending.size());
  return name;
}

ScoreCell make_cell(const std::string& text, const EvaluationColumn& column) {
  if (column.kind == Kind::text) return {harmless_cell(column.name, text)};
  if (column.kind == Kind::integer) {
    const std::int64_t count = parse_integer(text).value_or(0);
    return {std::to_string(count), static_cast<double>(count)};
  }
  const double value = parse_number(text).value_or(std::numeric_limits<double>::quiet_NaN());
  return {number_cell(value), value};
}

void append_rows(ScoreRows& rows, std::size_t run, const LabelEvaluation& evaluation,
                 const std::string& label_cell) {
  const CsvTable& table = evaluation.table;
  if (table.rows.empty()) return;
  std::vector<std::optional<std::size_t>> positions;
  for (const EvaluationColumn& column : rows.columns) positions.push_back(table.find_column(column.name));
  const std::size_t path_position = table.find_column("pred_path").value();
  const std::size_t sample_position = table.find_column("sample").value();
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::vector<std::string>& cells = table.rows[i];
    ScoreRow row{run,
                 label_cell,
                 i,
                 parse_integer(cells[sample_position]).value_or(0),
                 image_name(cells[path_position], evaluation.label),
                 {}};
    for (std::size_t c = 0; c < rows.columns.size(); ++c)
      row.cells.push_back(positions[c] ? make_cell(cells[*positions[c]], rows.columns[c]) : ScoreCell{});
    rows.rows.push_back(std::move(row));
  }
}

}  // namespace

ScoreRows collect_rows(std::vector<RunEvaluation> runs, std::vector<std::string>& problems) {
  std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  ScoreRows rows;
  rows.labels = ordered_labels(runs);
  report_missing(runs, rows.labels, problems);
  std::erase_if(runs, [](const RunEvaluation& run) {
    return std::all_of(run.labels.begin(), run.labels.end(),
                       [](const LabelEvaluation& evaluation) { return evaluation.table.header.empty(); });
  });
  align_axes(runs);
  mark_losses(runs);
  rows.has_split = all_have(runs, &RunEvaluation::split, "split", problems);
  rows.has_repeat = all_have(runs, &RunEvaluation::repeat, "repeat", problems);
  rows.index = settle_index(runs, problems);
  rows.columns = settle_columns(runs, problems);
  rows.runs = std::move(runs);
  const std::vector<std::string> labels = std::exchange(rows.labels, label_cells(rows.labels));
  for (std::size_t label = 0; label < labels.size(); ++label)
    for (std::size_t run = 0; run < rows.runs.size(); ++run)
      for (const LabelEvaluation& evaluation : rows.runs[run].labels)
        if (evaluation.label == labels[label]) append_rows(rows, run, evaluation, rows.labels[label]);
  return rows;
}

ScoreRows rows_under(const ScoreRows& rows, RunEvaluation run) {
  ScoreRows own{{}, rows.index, rows.labels, rows.columns, {}, rows.has_split, rows.has_repeat};
  own.runs.push_back(std::move(run));
  for (const std::string& label : rows.labels)
    for (const LabelEvaluation& evaluation : own.runs.front().labels)
      if (label_cells({evaluation.label}).front() == label) append_rows(own, 0, evaluation, label);
  return own;
}

std::vector<std::size_t> metric_positions(const ScoreRows& rows) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < rows.columns.size(); ++i)
    if (rows.columns[i].kind == Kind::real) positions.push_back(i);
  return positions;
}

std::vector<std::size_t> count_positions(const ScoreRows& rows) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < rows.columns.size(); ++i)
    if (rows.columns[i].kind == Kind::integer && rows.columns[i].name != "sample") positions.push_back(i);
  return positions;
}

std::optional<std::size_t> column_position(const ScoreRows& rows, const std::string& name) {
  const auto found = std::find_if(rows.columns.begin(), rows.columns.end(),
                                  [&](const EvaluationColumn& column) { return column.name == name; });
  if (found == rows.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - rows.columns.begin());
}

}  // namespace emsurvey

#include "tables/copy_baseline_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/number.h"
#include "io/csv.h"
#include "tables/long_table.h"

namespace emsurvey {
namespace {

using Cells = std::vector<std::string>;

/// The cell of an axis for the baseline, which has no setting.
std::string axis_cell(const ScoreRows& rows, std::size_t axis) {
  const bool is_number = std::all_of(rows.runs.begin(), rows.runs.end(), [axis](const RunEvaluation& run) {
    return parse_integer(run.axes[axis].second).has_value();
  });
  return is_number ? "0" : "none";
}

RunEvaluation baseline_run(const ScoreRows& rows) {
  RunEvaluation run;
  run.loss = copy_baseline_loss;
  run.split = run.repeat = 0;
  for (std::size_t axis = 0; axis < rows.runs.front().axes.size(); ++axis)
    run.axes.emplace_back(rows.runs.front().axes[axis].first, axis_cell(rows, axis));
  return run;
}

/// Appends the rows of `part`, whose samples follow those of `whole`.
void append(CsvTable& whole, const CsvTable& part) {
  if (part.header.empty()) return;
  if (whole.header.empty()) whole.header = part.header;
  const std::size_t sample = part.find_column("sample").value();
  for (auto row : part.rows) {
    row[sample] = std::to_string(whole.rows.size());
    whole.rows.push_back(std::move(row));
  }
}

/// Returns the rows of copy baselines in a long table, by what does not depend on the other baselines: the label
/// and the columns of the evaluations without the number of the sample.
std::vector<Cells> baseline_rows_of(const CsvTable& table, const std::vector<EvaluationColumn>& columns) {
  std::vector<Cells> rows;
  const auto loss = table.find_column("classic_loss"), label = table.find_column("label");
  if (!loss || !label) return rows;
  for (const Cells& row : table.rows) {
    if (row[*loss] != copy_baseline_loss) continue;
    Cells cells{row[*label]};
    for (const EvaluationColumn& column : columns)
      if (const auto position = table.find_column(column.name); position && column.name != "sample")
        cells.push_back(row[*position]);
    rows.push_back(std::move(cells));
  }
  return rows;
}

/// Returns which of `parts`, in their order, follow each other to make up `whole`; nothing if no selection does.
std::optional<std::vector<std::size_t>> parts_of(const std::vector<Cells>& whole,
                                                 const std::vector<std::vector<Cells>>& parts) {
  const auto stands_at = [&](const std::vector<Cells>& part, std::size_t at) {
    return part.size() <= whole.size() - at &&
           std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(at));
  };
  // can_end[i][at]: the parts from i on can make up the rows from `at` on.
  std::vector<std::vector<bool>> can_end(parts.size() + 1, std::vector<bool>(whole.size() + 1));
  can_end.back().back() = true;
  for (std::size_t i = parts.size(); i-- > 0;)
    for (std::size_t at = 0; at <= whole.size(); ++at)
      can_end[i][at] =
          can_end[i + 1][at] || (stands_at(parts[i], at) && can_end[i + 1][at + parts[i].size()]);
  if (!can_end[0][0]) return std::nullopt;
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0, at = 0; i < parts.size(); ++i) {
    if (!stands_at(parts[i], at) || !can_end[i + 1][at + parts[i].size()]) continue;
    chosen.push_back(i);
    at += parts[i].size();
  }
  return chosen;
}

/// Returns the rows with this label, which is their first cell.
std::vector<Cells> with_label(std::vector<Cells> rows, const std::string& label) {
  std::erase_if(rows, [&](const Cells& row) { return row.front() != label; });
  return rows;
}

}  // namespace

ScoreRows copy_baseline_rows(const ScoreRows& rows, const std::vector<RunFiles>& baselines,
                             std::vector<std::string>& problems) {
  if (rows.runs.empty() || baselines.empty()) return {};
  std::map<std::string, CsvTable> tables;  // By label.
  for (RunFiles files : baselines) {
    files.options = R"({"Y_loss": ")" + copy_baseline_loss + R"("})";
    const std::optional<RunEvaluation> parsed = parse_run(files, problems);
    for (const LabelEvaluation& evaluation : parsed->labels)
      append(tables[evaluation.label], evaluation.table);
  }
  RunEvaluation run = baseline_run(rows);
  for (auto& [label, table] : tables)
    if (!table.header.empty()) run.labels.push_back({label, std::move(table)});
  return rows_under(rows, std::move(run));
}

std::vector<RunFiles> baselines_in(const CsvTable& long_table, const ScoreRows& rows,
                                   const std::vector<RunFiles>& baselines) {
  const std::vector<Cells> whole = baseline_rows_of(long_table, rows.columns);
  std::vector<RunFiles> chosen;
  if (whole.empty()) return chosen;
  // Each label has the rows of all baselines in their order.
  const std::string& label = whole.front().front();
  std::vector<std::string> problems;
  std::vector<std::vector<Cells>> parts;
  for (const RunFiles& baseline : baselines) {
    const CsvTable own = emsurvey::long_table(copy_baseline_rows(rows, {baseline}, problems));
    parts.push_back(with_label(baseline_rows_of(own, rows.columns), label));
  }
  const auto positions = parts_of(with_label(whole, label), parts);
  for (std::size_t i = 0; positions && i < positions->size(); ++i)
    chosen.push_back(baselines[(*positions)[i]]);
  return chosen;
}

}  // namespace emsurvey

#include "tables/copy_baseline_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/number.h"
#include "io/csv.h"

namespace emsurvey {
namespace {

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

}  // namespace emsurvey

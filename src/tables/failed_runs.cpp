#include "tables/failed_runs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "tables/text_column.h"

namespace emsurvey {
namespace {

/// Returns the cell of an axis as the tables of `rows` would have it.
std::string axis_cell(const ScoreRows& rows, std::size_t axis, const RunEvaluation& run) {
  const std::string& name = rows.runs.front().axes[axis].first;
  const auto found =
      std::find_if(run.axes.begin(), run.axes.end(), [&](const auto& own) { return own.first == name; });
  if (found == run.axes.end()) return "";
  std::vector<std::optional<std::string>> values{found->second};
  const bool has_gaps = std::any_of(rows.runs.begin(), rows.runs.end(), [axis](const RunEvaluation& scored) {
    return scored.axes[axis].second.empty();
  });
  if (has_gaps) values.emplace_back();
  return text_column(name, values).front();
}

std::string number_text(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "";
}

}  // namespace

std::vector<FailedRun> failed_runs_under(const ScoreRows& rows, std::vector<TrainingFailure> failures) {
  std::vector<FailedRun> failed;
  if (rows.runs.empty()) return failed;
  std::sort(failures.begin(), failures.end(), [](const auto& a, const auto& b) { return a.run < b.run; });
  for (TrainingFailure& failure : failures) {
    RunFiles files;
    files.number = failure.run;
    files.options = failure.options;
    std::vector<std::string> ignored;  // A survey without readable options has reported them before.
    auto run = parse_run(files, ignored);
    if (!run) continue;
    std::vector<std::pair<std::string, std::string>> axes;
    for (std::size_t axis = 0; axis < rows.runs.front().axes.size(); ++axis)
      axes.emplace_back(rows.runs.front().axes[axis].first, axis_cell(rows, axis, *run));
    run->axes = std::move(axes);
    run->loss = text_column("classic_loss", {run->loss}).front();
    failed.push_back({*std::move(run), std::move(failure)});
  }
  return failed;
}

CsvTable failed_runs_table(const std::vector<FailedRun>& failed) {
  CsvTable table;
  if (failed.empty()) return table;
  table.header = {"run", "classic_loss"};
  for (const auto& axis : failed.front().run.axes) table.header.push_back(axis.first);
  table.header.insert(table.header.end(), {"split", "repeat", "kind", "reason"});
  for (const auto& [run, failure] : failed) {
    std::vector<std::string> cells{std::to_string(run.number), run.loss};
    for (const auto& axis : run.axes) cells.push_back(axis.second);
    cells.insert(cells.end(), {number_text(run.split), number_text(run.repeat), failure.kind,
                               harmless_cell("reason", failure.reason)});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace emsurvey

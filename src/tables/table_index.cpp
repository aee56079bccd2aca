#include "tables/table_index.h"

#include <algorithm>
#include <optional>
#include <set>

namespace emsurvey {
namespace {

using Columns = std::vector<std::string>;

const Columns& published_index() {
  static const Columns columns{"classic_loss", "run", "sample"};
  return columns;
}

/// Returns the problem with the index of `run`, given that of the first run, or std::nullopt if the index can
/// be used.
std::optional<std::string> fault_of(const RunEvaluation& run, const RunEvaluation& first) {
  const auto index = run.table_index.value_or(published_index());
  if (index != first.table_index.value_or(published_index()))
    return "has another table_index than other runs";
  if (std::set<std::string>(index.begin(), index.end()).size() != index.size())
    return "names a column of its table_index twice";
  if (std::find(index.begin(), index.end(), "sample") == index.end())
    return "has a table_index without \"sample\"";
  for (const std::string& column : index)
    if (column != "sample" && index_cell(run, column).empty())
      return "has no \"" + column + "\", which its table_index names";
  return std::nullopt;
}

Columns agreed_index(const std::vector<RunEvaluation>& runs, std::vector<std::string>& problems) {
  for (const RunEvaluation& run : runs) {
    const auto fault = fault_of(run, runs.front());
    if (!fault) continue;
    problems.push_back(run.folder + "/options.json: " + *fault +
                       "; the wide tables are indexed by classic_loss, run, sample");
    return published_index();
  }
  return runs.empty() ? published_index() : runs.front().table_index.value_or(published_index());
}

}  // namespace

TableIndex settle_index(const std::vector<RunEvaluation>& runs, std::vector<std::string>& problems) {
  TableIndex index{agreed_index(runs, problems), {}};
  // Runs without an index belong to the published study or predate the index. Their tables keep their form.
  if (std::none_of(runs.begin(), runs.end(), [](const auto& run) { return run.table_index.has_value(); }))
    return index;
  Columns all{"run"};
  for (const auto& axis : runs.front().axes) all.push_back(axis.first);
  for (const std::string& column : all)
    if (std::find(index.columns.begin(), index.columns.end(), column) == index.columns.end())
      index.appended.push_back(column);
  return index;
}

std::string index_cell(const RunEvaluation& run, const std::string& column) {
  if (column == "classic_loss") return run.loss;
  if (column == "run") return std::to_string(run.number);
  const auto axis = std::find_if(run.axes.begin(), run.axes.end(),
                                 [&](const auto& candidate) { return candidate.first == column; });
  return axis == run.axes.end() ? "" : axis->second;
}

}  // namespace emsurvey

#include "tables/wide_table.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace emsurvey {
namespace {

/// The metrics in the order of the table.
std::vector<std::size_t> sorted_metrics(const ScoreRows& rows) {
  std::vector<std::size_t> metrics = metric_positions(rows);
  std::sort(metrics.begin(), metrics.end(), [&](std::size_t a, std::size_t b) {
    const EvaluationColumn& first = rows.columns[a];
    const EvaluationColumn& second = rows.columns[b];
    return std::make_tuple(!first.is_published, first.name) <
           std::make_tuple(!second.is_published, second.name);
  });
  return metrics;
}

}  // namespace

CsvTable wide_table(const ScoreRows& rows) {
  const std::vector<std::size_t> metrics = sorted_metrics(rows);
  std::vector<std::string> labels = rows.labels;
  std::sort(labels.begin(), labels.end());

  CsvTable table;
  table.header = {"", "classic_loss", "run", "sample"};
  for (const std::size_t metric : metrics)
    for (const std::string& label : labels) table.header.push_back(label + "_" + rows.columns[metric].name);

  using Key = std::tuple<std::string, int, std::int64_t>;
  std::map<Key, std::vector<const ScoreRow*>> images;  // one row a label, null where there is none
  for (const ScoreRow& row : rows.rows) {
    const RunEvaluation& run = rows.runs[row.run];
    std::vector<const ScoreRow*>& by_label = images[{run.loss, run.number, row.sample}];
    by_label.resize(labels.size());
    const auto label = std::lower_bound(labels.begin(), labels.end(), row.label) - labels.begin();
    by_label[static_cast<std::size_t>(label)] = &row;
  }
  for (const auto& [key, by_label] : images) {
    const auto& [loss, run, sample] = key;
    std::vector<std::string> cells{std::to_string(table.rows.size()), loss, std::to_string(run),
                                   std::to_string(sample)};
    for (const std::size_t metric : metrics)
      for (const ScoreRow* row : by_label) cells.push_back(row ? row->cells[metric].text : "");
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace emsurvey

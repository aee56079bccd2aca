#include "tables/wide_table.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/number.h"
#include "tables/moments.h"
#include "tables/text_column.h"

namespace emsurvey {
namespace {

/// Returns the positions of the metrics in the order of the table.
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

std::string cell_of(const ScoreRows& rows, const ScoreRow& row, const std::string& column) {
  return column == "sample" ? std::to_string(row.sample) : index_cell(rows.runs[row.run], column);
}

/// Returns those of `columns` that contain only integers.
std::set<std::string> integer_columns(const ScoreRows& rows, const std::vector<std::string>& columns) {
  std::set<std::string> integers;
  for (const std::string& column : columns) {
    const auto is_integer = [&](const ScoreRow& row) {
      return parse_integer(cell_of(rows, row, column)).has_value();
    };
    if (std::all_of(rows.rows.begin(), rows.rows.end(), is_integer)) integers.insert(column);
  }
  return integers;
}

using SortKey = std::vector<std::pair<std::int64_t, std::string>>;
using ImagesByLabel = std::vector<std::vector<const ScoreRow*>>;  // The labels are sorted.

/// Groups the rows by their cells in `columns` and by run; the map is sorted in the order of the table.
std::map<SortKey, ImagesByLabel> sorted_lines(const ScoreRows& rows, std::vector<std::string> columns,
                                              const std::vector<std::string>& labels) {
  columns.emplace_back("run");
  const std::set<std::string> integers = integer_columns(rows, columns);
  std::map<SortKey, ImagesByLabel> lines;
  for (const ScoreRow& row : rows.rows) {
    SortKey key;
    for (const std::string& column : columns) {
      const std::string cell = cell_of(rows, row, column);
      if (integers.contains(column)) {
        key.emplace_back(*parse_integer(cell), "");
      } else {
        key.emplace_back(0, cell);
      }
    }
    ImagesByLabel& images = lines[key];
    images.resize(labels.size());
    const auto label = std::lower_bound(labels.begin(), labels.end(), row.label) - labels.begin();
    images[static_cast<std::size_t>(label)].push_back(&row);
  }
  return lines;
}

std::string metric_cell(const std::vector<const ScoreRow*>& images, std::size_t metric) {
  std::vector<double> values;
  for (const ScoreRow* image : images) values.push_back(image->cells[metric].value);
  return number_cell(moments_of(values).mean);
}

const ScoreRow& any_row(const ImagesByLabel& images) {
  return *std::find_if(images.begin(), images.end(), [](const auto& some) { return !some.empty(); })->front();
}

/// Builds a table with one row for each combination of `columns` and run.
CsvTable indexed_table(const ScoreRows& rows, const std::vector<std::string>& columns) {
  const std::vector<std::size_t> metrics = sorted_metrics(rows);
  std::vector<std::string> labels = rows.labels;
  std::sort(labels.begin(), labels.end());

  CsvTable table;
  table.header = {""};
  table.header.insert(table.header.end(), columns.begin(), columns.end());
  for (const std::size_t metric : metrics)
    for (const std::string& label : labels)
      table.header.push_back(harmless_cell("label", label + "_" + rows.columns[metric].name));
  table.header.insert(table.header.end(), rows.index.appended.begin(), rows.index.appended.end());

  for (const auto& [key, images] : sorted_lines(rows, columns, labels)) {
    const ScoreRow& row = any_row(images);
    std::vector<std::string> cells{std::to_string(table.rows.size())};
    for (const std::string& column : columns) cells.push_back(cell_of(rows, row, column));
    for (const std::size_t metric : metrics)
      for (const auto& of_label : images) cells.push_back(metric_cell(of_label, metric));
    for (const std::string& column : rows.index.appended) cells.push_back(cell_of(rows, row, column));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace

CsvTable wide_table(const ScoreRows& rows) {
  return indexed_table(rows, rows.index.columns);
}

CsvTable averages_table(const ScoreRows& rows) {
  std::vector<std::string> columns = rows.index.columns;
  std::erase(columns, "sample");
  return indexed_table(rows, columns);
}

}  // namespace emsurvey

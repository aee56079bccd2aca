#include <cmath>

#include "report/html.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "report/setting_names.h"
#include "tables/copy_baseline_rows.h"
#include "tables/moments.h"
#include "tables/run_groups.h"

namespace emsurvey {
namespace {

/// Returns the mean F_score as [run][label].
std::vector<std::vector<double>> f_scores(const ScoreRows& rows) {
  std::vector<std::vector<double>> means(rows.runs.size(),
                                         std::vector<double>(rows.labels.size(), std::nan("")));
  const auto column = column_position(rows, "F_score");
  if (!column) return means;
  RunGroups runs;
  for (std::size_t run = 0; run < rows.runs.size(); ++run) {
    runs.cells.emplace_back();
    runs.of_run.push_back(run);
  }
  const GroupedValues values = grouped_values(rows, runs, *column);
  for (std::size_t run = 0; run < rows.runs.size(); ++run)
    for (std::size_t label = 0; label < rows.labels.size(); ++label)
      means[run][label] = moments_of(values[run][label]).mean;
  return means;
}

std::string number_cell_html(const char* tag, const std::string& text) {
  return "<" + std::string(tag) + " class=\"n\">" + escaped_html(text) + "</" + tag + ">";
}

std::string row_html(const ScoreRows& rows, const RunEvaluation& run,
                     const std::vector<std::string>& columns) {
  const bool is_baseline = run.loss == copy_baseline_loss;
  const std::string number = std::to_string(run.number);
  std::string html = is_baseline ? "<tr class=\"baseline\">" + number_cell_html("td", "")
                                 : "<tr id=\"run-" + number + "\"><td class=\"n\"><a href=\"" + number +
                                       "/index.html\">" + number + "</a></td>";
  for (const std::string& column : columns) {
    const std::string value = plain_value(column, index_cell(run, column));
    html += html_element("td", is_baseline && column != "classic_loss" ? "" : value);
  }
  if (rows.has_split) html += number_cell_html("td", std::to_string(*run.split));
  if (rows.has_repeat) html += number_cell_html("td", std::to_string(*run.repeat));
  return html;
}

std::string failed_runs(const std::vector<FailedRun>& failed) {
  if (failed.empty()) return {};
  CsvTable table = failed_runs_table(failed);
  for (std::string& column : table.header) column = column_title(column);
  return html_element("h3", "Failed runs") +
         html_paragraph(
             "These runs have no scores. Those that diverged count as an outcome of their setting; all others "
             "are missing.") +
         html_table(table);
}

}  // namespace

std::string runs_section(const ScoreRows& rows, const PageParts& parts) {
  if (rows.runs.empty()) return {};
  const std::vector<std::string> columns = group_runs(rows).columns;
  std::string html = "<thead><tr>" + number_cell_html("th", "run");
  for (const std::string& column : columns) html += html_element("th", column_title(column));
  if (rows.has_split) html += number_cell_html("th", "split");
  if (rows.has_repeat) html += number_cell_html("th", "repeat");
  for (const std::string& label : rows.labels) html += number_cell_html("th", label);
  html += "</tr></thead>\n<tbody>\n";
  const auto scores = f_scores(rows);
  for (std::size_t i = 0; i < rows.runs.size(); ++i) {
    html += row_html(rows, rows.runs[i], columns);
    for (const double score : scores[i]) html += number_cell_html("td", fixed_number(score));
    html += "</tr>\n";
  }
  return html_section("runs", "Runs and their mean F_score",
                      html_table_frame(html + "</tbody>\n") + failed_runs(parts.failed));
}

}  // namespace emsurvey

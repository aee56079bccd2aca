#include <algorithm>
#include <map>
#include <set>

#include "base/number.h"
#include "report/html.h"
#include "report/line_chart.h"
#include "report/sections.h"
#include "report/setting_names.h"

namespace emsurvey {
namespace {

constexpr std::size_t most_charts = 36;
constexpr std::size_t most_lines = 24;  ///< Lines of a chart at most.

using Points = std::vector<std::pair<double, double>>;

/// Returns two columns of a table as points; empty if it lacks one of them. Cells that are not numbers are
/// left out. `label`, if not empty, selects rows by the column `label`.
Points points_of(const CsvTable& table, const char* x, const char* y, const std::string& label = {}) {
  const auto x_column = table.find_column(x), y_column = table.find_column(y),
             labels = table.find_column("label");
  Points points;
  if (!x_column || !y_column || (!label.empty() && !labels)) return points;
  for (const auto& row : table.rows) {
    if (!label.empty() && row[*labels] != label) continue;
    const auto at = parse_number(row[*x_column]), value = parse_number(row[*y_column]);
    if (at && value) points.emplace_back(*at, *value);
  }
  return points;
}

/// Returns the position of each run in ScoreRows::runs.
std::map<int, std::size_t> positions_of_runs(const ScoreRows& rows) {
  std::map<int, std::size_t> positions;
  for (std::size_t i = 0; i < rows.runs.size(); ++i) positions[rows.runs[i].number] = i;
  return positions;
}

std::string name_of(const RunEvaluation& run) {
  std::string name = "run " + std::to_string(run.number);
  if (run.split) name += ", split " + std::to_string(*run.split);
  if (run.repeat) name += ", repeat " + std::to_string(*run.repeat);
  return name;
}

/// Puts the losses of the trainings of a setting into one chart.
std::vector<LineChart> loss_charts(const ScoreRows& rows, const PageParts& parts) {
  const std::vector<std::string> names = setting_names(parts.analysis);
  const auto settings = settings_of_runs(parts.analysis, rows);
  const auto positions = positions_of_runs(rows);
  std::vector<LineChart> charts(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    charts[i].title = names[i];
    charts[i].x_title = "step";
    charts[i].y_title = "training loss";
  }
  for (const TrainingCurve& log : parts.logs) {
    const auto found = positions.find(log.run);
    if (found == positions.end() || !settings[found->second]) continue;
    auto& lines = charts[*settings[found->second]].lines;
    if (lines.size() < most_lines)
      lines.push_back({name_of(rows.runs[found->second]), points_of(log.table, "step", "loss")});
  }
  return charts;
}

/// Puts the validation scores of a label into one chart: for each setting the mean over its trainings at
/// each step.
std::vector<LineChart> validation_charts(const ScoreRows& rows, const PageParts& parts) {
  const std::vector<std::string> names = setting_names(parts.analysis);
  const auto settings = settings_of_runs(parts.analysis, rows);
  const auto positions = positions_of_runs(rows);
  std::vector<LineChart> charts;
  for (const std::string& label : rows.labels) {
    std::vector<std::map<double, std::vector<double>>> values(names.size());
    for (const TrainingCurve& validation : parts.validations) {
      const auto found = positions.find(validation.run);
      if (found == positions.end() || !settings[found->second]) continue;
      for (const auto& [step, score] : points_of(validation.table, "step", "F_score", label))
        values[*settings[found->second]][step].push_back(score);
    }
    LineChart chart{label, "step", "F_score, validation", {}, true, true};
    for (std::size_t i = 0; i < names.size() && i < most_lines; ++i) {
      Points points;
      for (const auto& [step, scores] : values[i]) points.emplace_back(step, moments_of(scores).mean);
      if (!points.empty()) chart.lines.push_back({names[i], std::move(points)});
    }
    charts.push_back(std::move(chart));
  }
  return charts;
}

std::string charts_html(const std::vector<LineChart>& charts) {
  std::string html;
  for (std::size_t i = 0; i < std::min(charts.size(), most_charts); ++i) html += line_chart_svg(charts[i]);
  if (html.empty()) return {};
  html = "<div class=\"charts\">\n" + html + "</div>\n";
  if (charts.size() > most_charts)
    html += html_paragraph("The first " + std::to_string(most_charts) + " of " +
                           std::to_string(charts.size()) + " charts.");
  return html;
}

}  // namespace

std::string learning_section(const ScoreRows& rows, const PageParts& parts) {
  const std::string losses = charts_html(loss_charts(rows, parts));
  const std::string validations = charts_html(validation_charts(rows, parts));
  if (losses.empty() && validations.empty()) return {};
  std::string html;
  if (!losses.empty())
    html +=
        html_paragraph(
            "Training loss by step, a line for each training. Losses of different kinds have different units, "
            "so each chart has an axis of its own. A line that still falls at its end belongs to a training "
            "that was too short to judge the setting.") +
        losses;
  if (!validations.empty())
    html += html_paragraph("F_score on the validation sections, mean over the trainings of a setting.") +
            validations;
  return html_section("learning", "Learning curves", html);
}

}  // namespace emsurvey

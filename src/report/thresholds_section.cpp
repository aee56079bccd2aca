#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/number.h"
#include "report/html.h"
#include "report/line_chart.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "report/setting_names.h"

namespace emsurvey {
namespace {

constexpr double usual_threshold = 0.5;
constexpr std::size_t most_lines = 24;

/// Mean F_score by threshold, over the trainings of a setting.
using Curve = std::map<double, std::vector<double>>;

/// Returns the curves of a label as [setting]; all are empty if the table lacks a column.
std::vector<Curve> curves_of(const ScoreRows& rows, const PageParts& parts, const std::string& label) {
  std::vector<Curve> curves(parts.analysis.settings.size());
  const CsvTable& table = *parts.thresholds;
  const auto run_column = table.find_column("run"), label_column = table.find_column("label");
  const auto threshold_column = table.find_column("threshold"), score_column = table.find_column("F_score");
  if (!run_column || !label_column || !threshold_column || !score_column) return curves;
  const auto settings = settings_of_runs(parts.analysis, rows);
  std::map<std::int64_t, std::size_t> setting_of_number;
  for (std::size_t i = 0; i < rows.runs.size(); ++i)
    if (settings[i]) setting_of_number[rows.runs[i].number] = *settings[i];
  for (const auto& row : table.rows) {
    const auto run = parse_integer(row[*run_column]);
    const auto threshold = parse_number(row[*threshold_column]), score = parse_number(row[*score_column]);
    if (row[*label_column] == label && run && threshold && score && setting_of_number.contains(*run))
      curves[setting_of_number[*run]][*threshold].push_back(*score);
  }
  return curves;
}

struct Threshold {
  double threshold = 0;
  double score = std::nan("");
};

Threshold best_of(const Curve& curve) {
  Threshold best;
  for (const auto& [threshold, scores] : curve)
    if (const double mean = moments_of(scores).mean; !(mean <= best.score)) best = {threshold, mean};
  return best;
}

double score_at(const Curve& curve, double threshold) {
  const auto found = curve.find(threshold);
  return found == curve.end() ? std::nan("") : moments_of(found->second).mean;
}

std::string chart(const std::string& label, const std::vector<Curve>& curves,
                  const std::vector<std::string>& names) {
  LineChart chart{label, "threshold", "F_score", {}, true, true};
  for (std::size_t i = 0; i < curves.size() && i < most_lines; ++i) {
    ChartLine line{names[i], {}};
    for (const auto& [threshold, scores] : curves[i])
      line.points.emplace_back(threshold, moments_of(scores).mean);
    if (!line.points.empty()) chart.lines.push_back(std::move(line));
  }
  return line_chart_svg(chart);
}

/// Returns the name of the setting with the highest value.
std::string winner(const std::vector<double>& values, const std::vector<std::string>& names) {
  std::size_t best = values.size();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (std::isfinite(values[i]) && (best == values.size() || values[i] > values[best])) best = i;
  return best == values.size() ? "" : names[best];
}

std::string table_of(const std::vector<Curve>& curves, const std::vector<std::string>& names) {
  CsvTable table{{"setting", "F_score at 0.5", "best threshold", "F_score there", "gain"}, {}};
  std::vector<double> usual, best;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const Threshold chosen = best_of(curves[i]);
    usual.push_back(score_at(curves[i], usual_threshold));
    best.push_back(chosen.score);
    if (!std::isfinite(chosen.score)) continue;
    table.rows.push_back({names[i], fixed_number(usual.back()), fixed_number(chosen.threshold, 3),
                          fixed_number(chosen.score), fixed_number(chosen.score - usual.back())});
  }
  std::string html = html_table(table);
  const std::string before = winner(usual, names), after = winner(best, names);
  if (!before.empty() && before != after)
    html += "<p class=\"warning\">" +
            escaped_html("The order depends on the threshold: " + before + " has the highest mean at 0.5, " +
                         after + " if each setting has the threshold that is best for it.") +
            "</p>\n";
  return html;
}

}  // namespace

std::string thresholds_section(const ScoreRows& rows, const PageParts& parts) {
  if (!parts.thresholds) return {};
  const std::vector<std::string> names = setting_names(parts.analysis);
  std::string html;
  for (const std::string& label : rows.labels) {
    const std::vector<Curve> curves = curves_of(rows, parts, label);
    const std::string drawn = chart(label, curves, names);
    if (!drawn.empty())
      html += html_element("h3", label) + "\n<div class=\"charts\">\n" + drawn + "</div>\n" +
              table_of(curves, names);
  }
  if (html.empty()) return {};
  return html_section(
      "thresholds", "Thresholds",
      html_paragraph(
          "Mean F_score over the trainings if predictions count as present above another threshold. "
          "The best thresholds here were chosen on the test sections themselves, so their scores "
          "are too high for new sections.") +
          html);
}

}  // namespace emsurvey

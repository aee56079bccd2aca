#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/joined.h"
#include "report/html.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "report/setting_names.h"
#include "tables/moments.h"

namespace emsurvey {
namespace {

enum class Better { higher, lower, neither };

/// A column of the tables that is shown if the survey has it.
struct ShownScore {
  const char* column;
  const char* title;
  Better better;
  int digits;
};

constexpr std::array<ShownScore, 12> shown_scores{{
    {"semantic_Jaccard", "semantic Jaccard", Better::higher, 3},
    {"detection_f1_50", "detection F1 at IoU 0.50", Better::higher, 3},
    {"detection_f1_75", "detection F1 at IoU 0.75", Better::higher, 3},
    {"detection_ap", "detection AP", Better::higher, 3},
    {"voi_split", "VOI split", Better::lower, 3},
    {"voi_merge", "VOI merge", Better::lower, 3},
    {"thinned_border_f_score", "F_score, thinned borders", Better::higher, 3},
    {"cleft_distance_false_positive", "cleft distance, invented", Better::lower, 1},
    {"cleft_distance_false_negative", "cleft distance, missed", Better::lower, 1},
    {"true_regions", "true regions", Better::neither, 1},
    {"predicted_regions", "predicted regions", Better::neither, 1},
    {"F_score_skimage", "F_score of scikit-image", Better::neither, 3},
}};

/// Means of a column for one label: over the test images of each training, then over trainings.
std::vector<double> means_of(const ScoreRows& rows, const PageParts& parts, const std::string& label,
                             std::size_t column) {
  const auto settings = settings_of_runs(parts.analysis, rows);
  std::vector<std::vector<double>> by_run(rows.runs.size());
  for (const ScoreRow& row : rows.rows)
    if (row.label == label) by_run[row.run].push_back(row.cells[column].value);
  std::vector<std::vector<double>> by_setting(parts.analysis.settings.size());
  for (std::size_t run = 0; run < by_run.size(); ++run)
    if (settings[run]) by_setting[*settings[run]].push_back(moments_of(by_run[run]).mean);
  std::vector<double> means;
  for (const auto& values : by_setting) means.push_back(moments_of(values).mean);
  return means;
}

/// Returns the positions of the best values as shown; none if all or no values are equal to it.
std::vector<std::size_t> best_of(const std::vector<double>& values, const ShownScore& score) {
  std::optional<double> best;
  const double scale = std::pow(10, score.digits);
  const auto shown = [&](double value) { return std::nearbyint(value * scale); };
  std::vector<std::size_t> positions;
  std::size_t finite = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    ++finite;
    const bool is_better =
        !best || (score.better == Better::higher ? shown(values[i]) > *best : shown(values[i]) < *best);
    if (is_better) positions.clear();
    if (is_better || shown(values[i]) == *best) positions.push_back(i);
    if (is_better) best = shown(values[i]);
  }
  if (score.better == Better::neither || positions.size() == finite) return {};
  return positions;
}

/// The columns of the table of one label.
struct Column {
  ShownScore score;
  std::vector<std::string> cells;  ///< One for each setting.
  std::vector<std::size_t> best;
};

std::vector<std::string> numbers(const std::vector<double>& values, int digits) {
  std::vector<std::string> cells;
  for (const double value : values) cells.push_back(fixed_number(value, digits));
  return cells;
}

/// Returns the columns from the analysis of F_score.
std::vector<Column> main_columns(const MetricAnalysis& result) {
  std::vector<double> means, lows, highs;
  Column trainings{{"", "trainings", Better::neither, 0}, {}, {}},
      units{{"", "n", Better::neither, 0}, {}, {}};
  Column collapsed{{"", "found nothing", Better::neither, 0}, {}, {}},
      letters{{"", "group", Better::neither, 0}, {}, {}};
  for (const SettingSummary& setting : result.settings) {
    means.push_back(setting.mean);
    lows.push_back(setting.low);
    highs.push_back(setting.high);
    trainings.cells.push_back(std::to_string(setting.trainings));
    units.cells.push_back(std::to_string(setting.units));
    collapsed.cells.push_back(std::to_string(setting.collapsed));
    letters.cells.push_back(setting.letters);
  }
  const ShownScore f_score{"F_score", "F_score", Better::higher, 3};
  return {trainings,
          units,
          collapsed,
          Column{f_score, numbers(means, 3), best_of(means, f_score)},
          Column{{"", "95 % from", Better::neither, 3}, numbers(lows, 3), {}},
          Column{{"", "to", Better::neither, 3}, numbers(highs, 3), {}},
          letters};
}

std::vector<Column> columns_of(const ScoreRows& rows, const PageParts& parts, const MetricAnalysis& result) {
  std::vector<Column> columns = main_columns(result);
  for (const ShownScore& score : shown_scores) {
    const auto position = column_position(rows, score.column);
    if (!position) continue;
    const std::vector<double> means = means_of(rows, parts, result.label, *position);
    if (std::none_of(means.begin(), means.end(), [](double mean) { return std::isfinite(mean); })) continue;
    columns.push_back({score, numbers(means, score.digits), best_of(means, score)});
  }
  return columns;
}

/// Returns the row of a setting in which its diverged trainings count. It has the first columns of main_columns().
std::string diverged_row(const std::string& name, const SettingSummary& summary, std::size_t columns) {
  std::string html = "<tr>" + html_element("td", name + diverged_suffix);
  for (const std::string& text :
       {std::to_string(summary.trainings), std::to_string(summary.units), std::to_string(summary.collapsed),
        fixed_number(summary.mean), fixed_number(summary.low), fixed_number(summary.high)})
    html += "<td class=\"n\">" + text + "</td>";
  for (std::size_t i = 6; i < columns; ++i) html += "<td></td>";
  return html + "</tr>\n";
}

std::string table_of(const std::vector<Column>& columns, const PageParts& parts,
                     const MetricAnalysis& result) {
  const std::vector<std::string> names = setting_names(parts.analysis);
  std::string html = "<thead><tr>" + html_element("th", "setting");
  for (const Column& column : columns)
    html += "<th class=\"n\">" + escaped_html(column.score.title) + "</th>";
  html += "</tr></thead>\n<tbody>\n";
  for (std::size_t setting = 0; setting < names.size(); ++setting) {
    html += "<tr>" + html_element("td", names[setting]);
    for (const Column& column : columns) {
      const bool is_best = std::find(column.best.begin(), column.best.end(), setting) != column.best.end();
      html += "<td class=\"n\">" + std::string(is_best ? "<b>" : "") + escaped_html(column.cells[setting]) +
              (is_best ? "</b>" : "") + "</td>";
    }
    html += "</tr>\n";
    if (result.with_diverged[setting])
      html += diverged_row(names[setting], *result.with_diverged[setting], columns.size());
  }
  if (result.baseline) {
    html +=
        "<tr class=\"baseline\"><td colspan=\"4\">labels of the nearest training section</td><td class=\"n\">" +
        fixed_number(result.baseline->mean) + "</td>";
    for (std::size_t i = 4; i < columns.size(); ++i) html += "<td class=\"n\"></td>";
    html += "</tr>\n";
  }
  return html_table_frame(html + "</tbody>\n");
}

std::string warning_of(const std::vector<Column>& columns, const std::vector<std::string>& names) {
  std::string others, own;
  const auto winners = [&](const Column& column) {
    std::vector<std::string> words;
    for (const std::size_t i : column.best) words.push_back(names[i]);
    return joined(words);
  };
  std::vector<std::size_t> first;
  for (const Column& column : columns) {
    // Distances and errors are small where nothing is found, so their lowest values name no winner.
    if (column.best.empty() || column.score.better != Better::higher) continue;
    if (std::string(column.score.column) == "F_score") {
      first = column.best;
      own = "F_score names " + winners(column);
    } else if (!own.empty() && std::none_of(column.best.begin(), column.best.end(), [&](std::size_t i) {
                 return std::find(first.begin(), first.end(), i) != first.end();
               })) {
      others += (others.empty() ? "" : "; ") + std::string(column.score.title) + " names " + winners(column);
    }
  }
  if (others.empty()) return {};
  return "<p class=\"warning\">" +
         escaped_html("The scores have different winners. " + own + "; " + others + ".") + "</p>\n";
}

std::string reading_notes() {
  return "<p><b>F_score</b> is the adapted Rand F-score in the definition of the SNEMI3D contest: how well the predicted "
         "regions match the true ones, 1 at best. It looks at pixels of true regions alone, so it ignores false positives "
         "outside them: a network that scattered 400 false mitochondria still had 0.75, at a semantic Jaccard of 0.07. Read "
         "it beside <b>semantic Jaccard</b>, the overlap of predicted and true pixels, and beside the numbers of true and "
         "predicted regions. <b>F_score of scikit-image</b> is 1 - adapted_rand_error of scikit-image, which counts pairs of "
         "different pixels and takes what was left as background inside true regions for a region of its own; only scores "
         "of one definition can be compared.</p>\n"
         "<p>All numbers are means over the test images of each training, then over trainings. The highest mean of a column "
         "is in bold, which alone does not make it better: settings that share a letter in the column <b>group</b> cannot "
         "be told apart by F_score. A training <b>found nothing</b> if on every test image its prediction is empty or one "
         "single region.</p>\n";
}

}  // namespace

std::string scores_section(const ScoreRows& rows, const PageParts& parts) {
  std::string html;
  for (const MetricAnalysis& result : parts.analysis.results) {
    if (result.metric != "F_score") continue;
    const std::vector<Column> columns = columns_of(rows, parts, result);
    html += html_element("h3", result.label) + "\n" + warning_of(columns, setting_names(parts.analysis)) +
            table_of(columns, parts, result);
  }
  if (html.empty()) return {};
  return html_section("scores", "Scores",
                      "<div class=\"landscape\">\n" + html + "</div>\n" + reading_notes());
}

}  // namespace emsurvey

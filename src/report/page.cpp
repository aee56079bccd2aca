#include "report/page.h"

#include <algorithm>

#include "report/html.h"
#include "report/readable_text.h"
#include "report/setting_names.h"
#include "tables/moments.h"
#include "tables/run_groups.h"

namespace emsurvey {
namespace {

const char* const style =
    "<style>\n"
    "body { font-family: system-ui, sans-serif; line-height: 1.45; color: #1a1a1a; max-width: 76rem; margin: "
    "2rem "
    "auto; padding: 0 1.5rem; }\n"
    "h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }\n"
    "p, li { max-width: 46rem; }\n"
    "figure { margin: 1rem 0; } figure svg { max-width: 100%; height: auto; }\n"
    "figcaption, .small { color: #555; font-size: 0.9rem; }\n"
    "table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }\n"
    "th, td { text-align: left; padding: 0.2rem 0.9rem 0.2rem 0; border-bottom: 1px solid #ddd; }\n"
    "thead th { border-bottom: 2px solid #888; vertical-align: bottom; }\n"
    ".wide { overflow-x: auto; } .problems { border-left: 4px solid #d55e00; padding-left: 1rem; }\n"
    "@media print { body { margin: 0; max-width: none; font-size: 9pt; } thead { display: "
    "table-header-group; } "
    "tr, figure { break-inside: avoid; } .wide { overflow: visible; } }\n"
    "</style>\n";

/// Returns the moments of a column as [group][label]; all are empty if the survey does not have the column.
std::vector<std::vector<Moments>> moments_by_group(const ScoreRows& rows, const RunGroups& groups,
                                                   const std::string& column) {
  std::vector<std::vector<Moments>> moments(groups.cells.size(), std::vector<Moments>(rows.labels.size()));
  const auto position = column_position(rows, column);
  if (!position) return moments;
  const GroupedValues values = grouped_values(rows, groups, *position);
  for (std::size_t group = 0; group < groups.cells.size(); ++group)
    for (std::size_t label = 0; label < rows.labels.size(); ++label)
      moments[group][label] = moments_of(values[group][label]);
  return moments;
}

/// One row for each setting and label.
CsvTable scores_table(const ScoreRows& rows, const RunGroups& groups) {
  CsvTable table;
  for (const std::string& column : groups.columns) table.header.push_back(column_title(column));
  for (const char* name :
       {"label", "F_score", "n", "semantic_Jaccard", "true regions", "predicted regions", "F_score_skimage"})
    table.header.emplace_back(name);
  const auto f_score = moments_by_group(rows, groups, "F_score");
  const auto jaccard = moments_by_group(rows, groups, "semantic_Jaccard");
  const auto skimage = moments_by_group(rows, groups, "F_score_skimage");
  const auto truth = moments_by_group(rows, groups, "true_regions");
  const auto predicted = moments_by_group(rows, groups, "predicted_regions");
  for (std::size_t group = 0; group < groups.cells.size(); ++group) {
    for (std::size_t label = 0; label < rows.labels.size(); ++label) {
      std::vector<std::string> cells;
      for (std::size_t column = 0; column < groups.columns.size(); ++column)
        cells.push_back(plain_value(groups.columns[column], groups.cells[group][column]));
      cells.insert(cells.end(),
                   {rows.labels[label], mean_and_deviation(f_score[group][label]),
                    std::to_string(f_score[group][label].n), mean_and_deviation(jaccard[group][label]),
                    fixed_number(truth[group][label].mean, 1), fixed_number(predicted[group][label].mean, 1),
                    mean_and_deviation(skimage[group][label])});
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

/// Returns the moments of F_score as [run][label].
std::vector<std::vector<Moments>> moments_by_run(const ScoreRows& rows) {
  RunGroups runs;
  for (std::size_t run = 0; run < rows.runs.size(); ++run) {
    runs.cells.emplace_back();
    runs.of_run.push_back(run);
  }
  return moments_by_group(rows, runs, "F_score");
}

std::string runs_table(const ScoreRows& rows, const RunGroups& groups) {
  std::string html = "<table>\n<thead><tr><th>run</th>";
  for (const std::string& column : groups.columns) html += html_element("th", column_title(column));
  if (rows.has_split) html += "<th>split</th>";
  if (rows.has_repeat) html += "<th>repeat</th>";
  for (const std::string& label : rows.labels) html += html_element("th", label);
  html += "</tr></thead>\n<tbody>\n";
  const auto f_score = moments_by_run(rows);
  for (std::size_t i = 0; i < rows.runs.size(); ++i) {
    const RunEvaluation& run = rows.runs[i];
    const std::string number = std::to_string(run.number);
    html += "<tr><td><a href=\"" + number + "/index.html\">" + number + "</a></td>";
    for (const std::string& column : groups.columns)
      html += html_element("td", plain_value(column, index_cell(run, column)));
    if (rows.has_split) html += html_element("td", std::to_string(*run.split));
    if (rows.has_repeat) html += html_element("td", std::to_string(*run.repeat));
    for (const Moments& moments : f_score[i]) html += html_element("td", fixed_number(moments.mean));
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n";
}

std::string reading_notes(const ScoreRows& rows) {
  std::string html =
      "<h2>How to read the scores</h2>\n"
      "<p><b>F_score</b> is the adapted Rand F-score in the definition of the SNEMI3D contest: how well the "
      "predicted "
      "regions match the true ones, 1 at best. It looks at pixels of true regions alone, so it ignores false "
      "positives outside them: a network that scattered 400 false mitochondria still had 0.75, at a semantic "
      "Jaccard "
      "of 0.07. Read it beside <b>semantic_Jaccard</b>, the overlap of predicted and true pixels, and beside "
      "the "
      "numbers of true and predicted regions (means over the images).</p>\n"
      "<p><b>F_score_skimage</b> is 1 - adapted_rand_error of scikit-image. It counts pairs of different "
      "pixels and "
      "takes what was left as background inside true regions for a region of its own; F_score counts those "
      "pixels "
      "one by one. So the two can lie far apart on the same masks, and only scores of one definition can be "
      "compared. It too ignores false positives outside true regions.</p>\n";
  const bool is_published =
      !rows.runs.empty() && std::all_of(rows.runs.begin(), rows.runs.end(), [](const RunEvaluation& run) {
        return run.split_scheme == "published";
      });
  if (is_published)
    html +=
        "<p>All splits are of the scheme <b>published</b>, which is the same split every time: runs of "
        "different "
        "split numbers repeat the training on the same training and test images, so the standard deviations "
        "say "
        "nothing about another choice of images.</p>\n";
  return html;
}

std::string comparison_section(const Comparison& comparison) {
  return "<h2>Comparison with published scores</h2>\n" + html_element("p", verdict_counts(comparison) + ".") +
         "\n<div class=\"wide\">" + html_table(readable_comparison(comparison)) + "</div>\n" +
         "<p class=\"small\">" + escaped_html(comparison_rule()) + "</p>\n";
}

std::string problems_section(const std::vector<std::string>& problems) {
  std::string html = "<div class=\"problems\"><h2>Problems found</h2>\n<ul>\n";
  for (const std::string& problem : problems) html += html_element("li", problem) + "\n";
  return html + "</ul></div>\n";
}

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// Embeds the SVG of gnuplot without its XML prologue, which is not allowed inside a page.
std::string figure_section(const std::string& svg) {
  const std::size_t begin = std::min(svg.find("<svg"), svg.size());
  return "<figure>\n" + svg.substr(begin) +
         "<figcaption>Adapted Rand F-score: mean and standard deviation over the test images of all splits "
         "and "
         "repeats. figure.gnuplot draws it again.</figcaption>\n</figure>\n";
}

}  // namespace

std::string report_page(const ScoreRows& rows, const PageParts& parts) {
  const RunGroups groups = group_runs(rows);
  const std::string title =
      "Survey" + (groups.cells.empty() ? "" : " by " + joined_titles(groups, varying_columns(groups)));
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n" +
      html_element("title", title) + "\n" + style + "</head>\n<body>\n" + html_element("h1", title) + "\n" +
      html_element("p", counted(rows.runs.size(), "run") + " of " + counted(groups.cells.size(), "setting")) +
      "\n";
  if (!parts.svg.empty()) html += figure_section(parts.svg);
  if (!parts.problems.empty()) html += problems_section(parts.problems);
  html += "<h2>Scores: mean (standard deviation)</h2>\n<div class=\"wide\">" +
          html_table(scores_table(rows, groups)) + "</div>\n" + reading_notes(rows);
  if (parts.comparison) html += comparison_section(*parts.comparison);
  html +=
      "<h2>Runs and their mean F_score</h2>\n<div class=\"wide\">" + runs_table(rows, groups) + "</div>\n";
  return html + "</body>\n</html>\n";
}

}  // namespace emsurvey

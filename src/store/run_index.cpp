#include "store/run_index.h"

#include <array>
#include <utility>

#include "base/number.h"
#include "report/html.h"
#include "report/page_style.h"
#include "report/readable_text.h"
#include "store/label_images.h"

namespace emsurvey {
namespace {

using Labels = std::vector<std::string>;

/// The scores that the page shows.
constexpr std::array<std::pair<double LabelScores::*, const char*>, 3> shown_scores{
    {{&LabelScores::f_score, "F_score"},
     {&LabelScores::semantic_jaccard, "semantic Jaccard"},
     {&LabelScores::f_score_skimage, "F_score of scikit-image"}}};

std::string scores_table(const RunScores& scores) {
  CsvTable table{{"image", "label"}, {}};
  for (const auto& shown : shown_scores) table.header.emplace_back(shown.second);
  table.header.insert(table.header.end(), {"true regions", "predicted regions"});
  for (std::size_t image = 0; image < scores.images.size(); ++image) {
    for (std::size_t label = 0; label < scores.labels.size(); ++label) {
      const LabelScores& score = scores.scores[label][image];
      std::vector<std::string> cells{scores.images[image], scores.labels[label]};
      for (const auto& shown : shown_scores) cells.push_back(fixed_number(score.*shown.first));
      cells.insert(cells.end(),
                   {std::to_string(score.true_regions), std::to_string(score.predicted_regions)});
      table.rows.push_back(std::move(cells));
    }
  }
  return html_table(table);
}

/// Says which colour shows which label.
std::string legend(const Labels& labels) {
  if (labels.size() != 3)
    return html_paragraph(
        "Outputs and targets are grey images, one for each label: white is present, black is absent.");
  constexpr std::array<std::pair<const char*, const char*>, 3> colours{
      {{"#f00", "red"}, {"#0c0", "green"}, {"#00f", "blue"}}};
  std::string html = "<p>Outputs and targets show ";
  for (std::size_t i = 0; i < colours.size(); ++i)
    html += "<span class=\"swatch\" style=\"background:" + std::string(colours[i].first) + "\"></span>" +
            escaped_html(labels[i]) + " in " + colours[i].second + (i < 2 ? ", " : "");
  return html + "; mixed colours where labels overlap, black where there is none.</p>\n";
}

std::string figure(const std::string& name, const std::string& caption) {
  const std::string address = "images/" + relative_address(name);
  return "<figure><a href=\"" + address + "\"><img src=\"" + address + "\" alt=\"" + escaped_html(name) +
         "\"></a>" + html_element("figcaption", caption) + "</figure>\n";
}

std::string image_html(const std::string& image, const Labels& labels) {
  std::string html = html_element("h3", "Image " + image) + "\n<div class=\"images\">\n";
  for (const auto& name : label_image_names(image, "inputs", {})) html += figure(name, "input");
  for (const auto& [part, title] : {std::pair{"outputs", "output"}, std::pair{"targets", "target"}}) {
    const auto names = label_image_names(image, part, labels);
    for (std::size_t i = 0; i < names.size(); ++i)
      html += figure(names[i], names.size() == 1 ? title : title + (", " + labels[i]));
  }
  return html + "</div>\n";
}

/// Returns a paragraph on the thresholds of the labels; nothing if all have the default.
std::string thresholds_text(const RunScores& scores) {
  if (scores.thresholds.empty()) return "";
  std::string text;
  for (std::size_t label = 0; label < scores.labels.size(); ++label)
    text += (label > 0 ? ", " : "") + scores.labels[label] + " " + number_cell(scores.thresholds[label]);
  return html_element("p",
                      "Scores are of the masks where the output, from 0 to 1, is above the threshold of the "
                      "label: " +
                          text + ".") +
         "\n";
}

}  // namespace

std::string run_index(const RunDescription& run, const RunScores& scores) {
  const std::string number = std::to_string(run.run);
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
      html_element("title", "Run " + number) + "\n" + page_style() + "</head>\n<body>\n<nav>" +
      html_link("../report.html#run-" + number, "report") + " " + html_link("options.json", "options") +
      "</nav>\n" +
      html_element("h1", "Run " + number + ": " + run.loss + " loss, split " + std::to_string(run.split) +
                             ", repeat " + std::to_string(run.repeat)) +
      "\n" + html_section("scores", "Scores", thresholds_text(scores) + scores_table(scores));
  std::string images = legend(scores.labels);
  for (const std::string& image : scores.images) images += image_html(image, scores.labels);
  return html + html_section("images", "Test images", images) + "</body>\n</html>\n";
}

bool is_earlier_index(const std::string& text) {
  return text.starts_with("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>run ");
}

}  // namespace emsurvey

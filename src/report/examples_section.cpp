#include <array>
#include <set>

#include "report/html.h"
#include "report/overlay.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "report/setting_names.h"
#include "statistics/number_words.h"

namespace emsurvey {
namespace {

std::string colour_text(const Colour& colour) {
  return "rgb(" + std::to_string(colour[0]) + "," + std::to_string(colour[1]) + "," +
         std::to_string(colour[2]) + ")";
}

std::string key_of(const Colour& colour, const char* meaning) {
  return "<span class=\"swatch\" style=\"background:" + colour_text(colour) + "\"></span>" + meaning;
}

std::string legend() {
  return "<p>Pixels: " + key_of(OverlayColours::right, "right") + ", " +
         key_of(OverlayColours::missed, "missed") + ", " + key_of(OverlayColours::invented, "invented") +
         ". Regions: " + key_of(OverlayColours::right, "neither") + ", " +
         key_of(OverlayColours::merged, "merges true regions") + ", " +
         key_of(OverlayColours::split, "split into several") + ", " +
         key_of(OverlayColours::merged_and_split, "both") +
         ". A region counts as covered by another from a fifth of its pixels on.</p>\n";
}

/// Keeps a shared picture once in the page; examples refer to it.
std::string shared_pictures(const Examples& examples) {
  std::string html =
      "<svg class=\"store\" xmlns=\"http://www.w3.org/2000/svg\" aria-hidden=\"true\"><defs>\n";
  for (std::size_t i = 0; i < examples.shared.size(); ++i)
    html += "<symbol id=\"picture" + std::to_string(i) +
            "\" viewBox=\"0 0 100 100\"><image width=\"100\" height=\"100\" "
            "preserveAspectRatio=\"xMidYMid meet\" href=\"" +
            png_address(examples.shared[i]) + "\"/></symbol>\n";
  return html + "</defs></svg>\n";
}

std::string figure(const std::string& picture, const std::string& caption) {
  return "<figure>" + picture + html_element("figcaption", caption) + "</figure>\n";
}

std::string shared_figure(std::size_t picture, const std::string& name, const std::string& caption) {
  return figure("<svg viewBox=\"0 0 100 100\" role=\"img\" aria-label=\"" +
                    escaped_html(caption + " " + name) + "\"><use href=\"#picture" + std::to_string(picture) +
                    "\"/></svg>",
                caption);
}

std::string own_figure(const std::string& png, const std::string& name, const std::string& caption) {
  return figure("<img src=\"" + png_address(png) + "\" alt=\"" + escaped_html(caption + " " + name) + "\">",
                caption);
}

std::string caption_of(const ScoreRows& rows, const Example& example) {
  const ScoreRow& row = rows.rows[example.choice.row];
  const int number = rows.runs[row.run].number;
  std::string html = "<p><b>" + example.choice.rank + "</b>: image " + escaped_html(row.image) +
                     ", <a href=\"" + std::to_string(number) + "/index.html\">run " + std::to_string(number) +
                     "</a>";
  for (const auto& [column, title, digits] :
       {std::tuple{"F_score", "F_score", 3}, std::tuple{"semantic_Jaccard", "semantic Jaccard", 3},
        std::tuple{"true_regions", "true regions", 0},
        std::tuple{"predicted_regions", "predicted regions", 0}}) {
    const auto position = column_position(rows, column);
    if (!position) continue;
    const std::string number_text = fixed_number(row.cells[*position].value, digits);
    if (!number_text.empty()) html += "<br>" + std::string(title) + " " + number_text;
  }
  return html + "<br>" + counted_text(example.merged, "merge") + ", " + counted_text(example.split, "split") +
         "</p>\n";
}

std::string example_html(const ScoreRows& rows, const Example& example, const std::string& setting) {
  const ScoreRow& row = rows.rows[example.choice.row];
  const std::string name = row.label + " of image " + row.image + ", " + setting + ", " + example.choice.rank;
  return "<div class=\"example\">\n" + caption_of(rows, example) +
         shared_figure(example.input, name, "input") + shared_figure(example.truth, name, "truth") +
         own_figure(example.prediction, name, "prediction") + own_figure(example.pixels, name, "pixels") +
         own_figure(example.regions, name, "regions") + "</div>\n";
}

}  // namespace

std::string examples_section(const ScoreRows& rows, const PageParts& parts) {
  const Examples& examples = parts.examples;
  if (examples.list.empty()) return {};
  const std::vector<std::string> names = setting_names(parts.analysis);
  std::string html =
      html_paragraph(
          "The test images with the highest, a median and the lowest F_score of each setting over all "
          "its trainings. Predictions count as present from one half on.") +
      legend() + shared_pictures(examples);
  std::string label, setting;
  for (const Example& example : examples.list) {
    const std::string& its_label = rows.rows[example.choice.row].label;
    const std::string& its_setting = names[example.choice.setting];
    if (its_label != label) html += html_element("h3", its_label) + "\n";
    if (its_label != label || its_setting != setting)
      html += html_element("h4", its_label + ": " + its_setting) + "\n";
    label = its_label;
    setting = its_setting;
    html += example_html(rows, example, setting);
  }
  if (examples.left_out > 0)
    html += html_paragraph(counted_text(examples.left_out, "further example") +
                           " would make the page too large; the pages of "
                           "the runs show all test images.");
  if (examples.unreadable > 0)
    html += html_paragraph(counted_text(examples.unreadable, "example") +
                           " cannot be shown, because label images are missing or "
                           "damaged.");
  return html_section("examples", "Best, median and worst test images", html);
}

}  // namespace emsurvey

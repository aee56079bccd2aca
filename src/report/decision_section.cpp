#include "base/joined.h"
#include "report/html.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "report/setting_names.h"
#include "statistics/leaders.h"
#include "statistics/missing_sentences.h"
#include "statistics/sentences.h"

namespace emsurvey {
namespace {

std::string names_of(const std::vector<std::size_t>& settings, const std::vector<std::string>& names) {
  std::vector<std::string> words;
  for (const std::size_t setting : settings) words.push_back(names[setting]);
  return joined(words);
}

/// Returns "; N diverged, left out of its mean", or an empty text where no training diverged.
std::string diverged_note(const SettingSummary& setting) {
  const std::string diverged = diverged_text(setting);
  return diverged.empty() ? "" : "; " + diverged + ", left out of its mean";
}

/// A cell that repeats the title of its column where the table is shown as blocks.
std::string cell(const char* title, const std::string& text, bool is_number = false) {
  return "<td" + std::string(is_number ? " class=\"n\"" : "") + " data-title=\"" + title + "\">" +
         escaped_html(text) + "</td>";
}

std::string overview_row(const MetricAnalysis& result, const std::vector<std::string>& names) {
  const Leaders found = leaders_of(result);
  const std::string label = html_element("th", result.label);
  if (found.leaders.empty()) return "<tr>" + label + "<td colspan=\"7\">no scores</td></tr>\n";
  const SettingSummary& best = result.settings[found.leaders.front()];
  const bool is_nothing = best.collapsed == best.trainings;
  return "<tr>" + label + "<td data-title=\"highest mean\"><b>" +
         escaped_html(is_nothing ? "none" : names_of(found.leaders, names)) + "</b></td>" +
         cell("F_score", fixed_number(best.mean), true) + cell("95 % from", fixed_number(best.low), true) +
         cell("to", fixed_number(best.high), true) + cell("n", std::to_string(best.units), true) +
         cell("how sure", is_nothing ? "every training found nothing" : certainty_of(found) + diverged_note(best)) +
         cell("cannot be told apart from it", is_nothing ? "" : names_of(found.alike, names)) + "</tr>\n";
}

std::string overview(const PageParts& parts, const std::vector<std::string>& names) {
  std::string html =
      "<table class=\"stack\">\n<thead><tr><th>label</th><th>highest mean</th><th class=\"n\">F_score</th>"
      "<th class=\"n\">95 % from</th><th class=\"n\">to</th><th class=\"n\">n</th><th>how sure</th>"
      "<th>cannot be told apart from it</th></tr></thead>\n<tbody>\n";
  for (const MetricAnalysis& result : parts.analysis.results)
    if (result.metric == "F_score") html += overview_row(result, names);
  return "<div class=\"wide\">" + html + "</tbody>\n</table></div>\n";
}

/// Returns a list of which the end is folded if it is long.
std::string first_sentences(std::vector<std::string> sentences) {
  constexpr std::size_t most = 8, shown = 6;
  if (sentences.size() <= most) return html_list(sentences);
  const std::vector<std::string> others(sentences.begin() + shown, sentences.end());
  sentences.resize(shown);
  return html_list(sentences) + "<details><summary>" + std::to_string(others.size()) + " more</summary>\n" +
         html_list(others) + "</details>\n";
}

}  // namespace

std::string decision_section(const PageParts& parts) {
  const SurveyAnalysis& analysis = parts.analysis;
  if (analysis.results.empty()) return {};
  const std::vector<std::string> names = setting_names(analysis);
  std::string html = "<p class=\"scope\">" + escaped_html(scope_sentence(analysis)) + "</p>\n" +
                     html_list(analysis.design.notes) + overview(parts, names) +
                     html_list(survey_sentences(analysis, names));
  for (const MetricAnalysis& result : analysis.results) {
    if (result.metric != "F_score") continue;
    const std::string sentences = first_sentences(result_sentences(analysis, result, names));
    if (!sentences.empty()) html += html_element("h3", result.label) + "\n" + sentences;
  }
  return html_section("decision", "Decision", html);
}

std::string figure_section(const PageParts& parts) {
  if (parts.svg.empty()) return {};
  // gnuplot's XML prologue is not allowed inside a page.
  const std::size_t begin = std::min(parts.svg.find("<svg"), parts.svg.size());
  return html_section(
      "figure", "Figure",
      "<figure>\n<div class=\"wide\">" + parts.svg.substr(begin) +
          "</div><figcaption>Adapted Rand F-score. Each circle is one training, the mean over its test images; a cross is "
          "a training that found nothing on every test image. Squares and lines are means with 95 % intervals over "
          "what is counted as n, with an arrow where an interval goes on beyond the figure. <a href=\"figure.gnuplot\">figure.gnuplot"
          "</a> draws it again; it is also here as <a href=\"figure.svg\">SVG</a> and <a href=\"figure.png\">PNG</a>."
          "</figcaption>\n</figure>\n");
}

}  // namespace emsurvey

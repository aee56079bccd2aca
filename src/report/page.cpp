#include "report/page.h"

#include <array>
#include <utility>

#include "report/html.h"
#include "report/page_style.h"
#include "report/sections.h"
#include "report/setting_names.h"
#include "statistics/number_words.h"
#include "tables/copy_baseline_rows.h"

namespace emsurvey {
namespace {

std::string comparison_section(const PageParts& parts) {
  if (!parts.comparison) return {};
  return html_section("comparison", "Comparison with published scores",
                      html_paragraph(verdict_counts(*parts.comparison) + ".") +
                          html_table(readable_comparison(*parts.comparison)) + "<p class=\"small\">" +
                          escaped_html(comparison_rule()) + "</p>\n");
}

std::string problems_section(const PageParts& parts) {
  if (parts.problems.empty()) return {};
  return "<div class=\"problems\">\n" +
         html_section("problems", "Problems found", html_list(parts.problems)) + "</div>\n";
}

/// Links to the sections that the page has.
std::string navigation(const std::string& sections) {
  constexpr std::array<std::pair<const char*, const char*>, 13> links{{{"decision", "decision"},
                                                                       {"figure", "figure"},
                                                                       {"scores", "scores"},
                                                                       {"pairs", "pairs"},
                                                                       {"ranking", "ranks"},
                                                                       {"detectable", "how many trainings"},
                                                                       {"comparison", "published scores"},
                                                                       {"learning", "learning curves"},
                                                                       {"thresholds", "thresholds"},
                                                                       {"examples", "images"},
                                                                       {"runs", "runs"},
                                                                       {"cost", "cost"},
                                                                       {"provenance", "methods"}}};
  std::string html = "<nav>";
  for (const auto& [id, text] : links)
    if (sections.find("<section id=\"" + std::string(id) + "\">") != std::string::npos)
      html += html_link("#" + std::string(id), text) + " ";
  return html + "</nav>\n";
}

}  // namespace

std::string report_page(const ScoreRows& rows, const PageParts& parts) {
  const RunGroups settings = settings_of(parts.analysis);
  const std::string title =
      "Survey" + (settings.cells.empty() ? "" : " by " + joined_titles(settings, varying_columns(settings)));
  std::size_t runs = 0;
  for (const RunEvaluation& run : rows.runs) runs += run.loss != copy_baseline_loss;
  const std::string sections = decision_section(parts) + problems_section(parts) + figure_section(parts) +
                               scores_section(rows, parts) + pairs_section(parts) + ranking_section(parts) +
                               detectable_section(parts) + comparison_section(parts) +
                               learning_section(rows, parts) + thresholds_section(rows, parts) +
                               examples_section(rows, parts) + runs_section(rows, parts) +
                               cost_section(rows, parts) + provenance_section(rows, parts);
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
         html_element("title", title) + "\n" + page_style() + "</head>\n<body>\n" +
         html_element("h1", title) + "\n" +
         html_paragraph(counted_text(runs, "run") + " of " + counted_text(settings.cells.size(), "setting")) +
         navigation(sections) + sections + "</body>\n</html>\n";
}

}  // namespace emsurvey

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "report/html.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "report/setting_names.h"
#include "statistics/number_words.h"

namespace emsurvey {
namespace {

constexpr std::size_t most_settings = 14;  ///< A matrix of more would not be readable.

/// Returns the class of a cell for the difference row - column.
std::string class_of(const PairComparison& pair, double difference) {
  if (pair.is_different()) return difference > 0 ? "higher" : "lower";
  if (pair.is_equivalent() || pair.verdict == PairVerdict::equal) return "same";
  return "open";
}

const char* word_of(const PairComparison& pair, double difference) {
  if (pair.is_different()) return difference > 0 ? "higher" : "lower";
  if (pair.verdict == PairVerdict::equal) return "identical";
  return pair.is_equivalent() ? "equivalent" : "open";
}

std::string cell_of(const PairComparison& pair, bool is_turned) {
  if (pair.n == 0) return "<td class=\"open\">no pair</td>";
  const double difference = is_turned ? -pair.difference : pair.difference;
  return "<td class=\"" + class_of(pair, difference) + "\">" + signed_number(difference) + "<br>" +
         escaped_html(std::isfinite(pair.p_holm) ? p_text(pair.p_holm) : "no test") + "<br>" +
         word_of(pair, difference) + "</td>";
}

std::string matrix(const MetricAnalysis& result, const std::vector<std::string>& names) {
  std::string html = "<thead><tr><th>row - column</th>";
  for (const std::string& name : names) html += html_element("th", name);
  html += "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < names.size(); ++row) {
    html += "<tr>" + html_element("th", names[row]);
    for (std::size_t column = 0; column < names.size(); ++column)
      html += row == column ? "<td class=\"own\"></td>" : cell_of(result.pair(row, column), row > column);
    html += "</tr>\n";
  }
  return "<div class=\"wide\"><table class=\"matrix\">\n" + html + "</tbody>\n</table></div>\n";
}

/// Lists the pairs that are not open.
std::string list(const MetricAnalysis& result, const std::vector<std::string>& names) {
  CsvTable table{{"higher", "lower", "difference", "95 % from", "to", "p after Holm", "n", "verdict"}, {}};
  for (const PairComparison& pair : result.pairs) {
    if (class_of(pair, pair.difference) == "open") continue;
    const bool is_turned = pair.difference < 0;
    const double sign = is_turned ? -1 : 1;
    table.rows.push_back({names[is_turned ? pair.second : pair.first],
                          names[is_turned ? pair.first : pair.second], fixed_number(sign * pair.difference),
                          fixed_number(is_turned ? -pair.high : pair.low),
                          fixed_number(is_turned ? -pair.low : pair.high), fixed_number(pair.p_holm),
                          std::to_string(pair.n), pair.is_different() ? "different" : word_of(pair, 0)});
  }
  return table.rows.empty() ? html_paragraph("No pair of settings can be told apart.") : html_table(table);
}

}  // namespace

std::string pairs_section(const PageParts& parts) {
  const SurveyAnalysis& analysis = parts.analysis;
  const std::vector<std::string> names = setting_names(analysis);
  if (names.size() < 2) return {};
  const std::size_t left_out = analysis.results.empty() ? 0 : analysis.results.front().pairs_left_out();
  const bool is_matrix = names.size() <= most_settings;
  std::string html =
      "<p>Differences of the mean F_score between settings that were trained and tested on the same sections, "
      "and p after Holm's correction over the pairs of the label. <span class=\"key higher\">higher</span> "
      "and <span class=\"key lower\">lower</span>: different at level 0.05. <span class=\"key same\">equivalent"
      "</span>: less than " +
      python_repr(analysis.margin) +
      " apart. <span class=\"key open\">open</span>: cannot be told apart, which is not the same as equal. "
      "<a href=\"analysis_pairs.csv\">analysis_pairs.csv</a> has all values.</p>\n";
  if (left_out > 0)
    html += html_paragraph("These are too many settings for all pairs: " + std::to_string(left_out) +
                           " pairs of settings without one of the highest means were not compared.");
  for (const MetricAnalysis& result : analysis.results)
    if (result.metric == "F_score")
      html +=
          html_element("h3", result.label) + "\n" + (is_matrix ? matrix(result, names) : list(result, names));
  return html_section("pairs", "Pairs of settings", html);
}

}  // namespace emsurvey

#include <algorithm>
#include <cmath>
#include <set>

#include "report/html.h"
#include "report/readable_text.h"
#include "report/sections.h"
#include "statistics/all_pairs.h"
#include "statistics/number_words.h"
#include "statistics/pair_sentence.h"
#include "statistics/sample_size.h"

namespace emsurvey {
namespace {

/// A label with the standard deviation of its scores, as far as there is one.
struct LabelDeviation {
  const MetricAnalysis* result = nullptr;
  double deviation = std::nan("");
  std::size_t units = 0;  ///< Largest number of units of a setting.
};

std::vector<LabelDeviation> deviations_of(const SurveyAnalysis& analysis) {
  std::vector<LabelDeviation> labels;
  for (const MetricAnalysis& result : analysis.results) {
    if (result.metric != "F_score") continue;
    LabelDeviation label{&result};
    label.deviation = typical_deviation(analysis.design, result).value_or(label.deviation);
    for (const SettingSummary& setting : result.settings) label.units = std::max(label.units, setting.units);
    labels.push_back(label);
  }
  return labels;
}

CsvTable table_of(const Design& design, const std::vector<LabelDeviation>& labels, std::size_t pairs) {
  CsvTable table{{"n", "in standard deviations", "the same for the first of " + counted_text(pairs, "pair")},
                 {}};
  std::set<std::size_t> numbers{3, 5, 10, 15, 30};
  for (const LabelDeviation& label : labels) {
    if (label.units > 1) numbers.insert(label.units);
    table.header.push_back(label.result->label);
  }
  for (const std::size_t n : numbers) {
    const double factor = design_factor(design, n);
    std::vector<std::string> cells{
        std::to_string(n), fixed_number(factor, 2),
        fixed_number(design_factor(design, n, significance_level / static_cast<double>(pairs)), 2)};
    for (const LabelDeviation& label : labels) cells.push_back(fixed_number(factor * label.deviation));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// How sure the standard deviation of each label is.
std::vector<std::string> deviation_sentences(const std::vector<LabelDeviation>& labels) {
  std::vector<std::string> lines;
  for (const LabelDeviation& label : labels) {
    if (!std::isfinite(label.deviation)) continue;
    const Interval range = deviation_factors(label.units);
    lines.push_back(label.result->label + ": " + fixed_number(label.deviation) +
                    "; from n = " + std::to_string(label.units) + ", the true one lies between " +
                    fixed_number(range.low * label.deviation) + " and " +
                    fixed_number(range.high * label.deviation) + ".");
  }
  return lines;
}

std::string overlap_sentence(const Design& design) {
  if (design.unit == Unit::training) return {};
  return html_paragraph(
      "Splits of the same sections share them, so more splits soon stop helping; more sections do.");
}

}  // namespace

std::string detectable_section(const PageParts& parts) {
  const SurveyAnalysis& analysis = parts.analysis;
  if (analysis.settings.size() < 2) return {};
  const std::vector<LabelDeviation> labels = deviations_of(analysis);
  if (labels.empty()) return {};
  const std::string noun = unit_noun(analysis.design);
  const std::vector<std::string> deviations = deviation_sentences(labels);
  std::string html =
      html_paragraph("The smallest difference of the mean F_score that 8 of 10 surveys with n " + noun +
                     "s a setting would find at level 0.05: for each label, and in units of the " +
                     deviation_words(analysis.design) +
                     ". The third column is at the level that Holm's method asks of the smallest p value.");
  html += html_table(table_of(analysis.design, labels, pair_count(analysis.settings.size())));
  if (!deviations.empty())
    html += html_paragraph("The standard deviation, the median over this survey, is") + html_list(deviations);
  return html_section("detectable", "How many " + noun + "s", html + overlap_sentence(analysis.design));
}

}  // namespace emsurvey

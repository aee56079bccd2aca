#include "report/figure_script.h"

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "report/setting_names.h"

namespace emsurvey {
namespace {

/// Larger numbers (such as seeds) are names rather than quantities.
constexpr double largest_abscissa = 1e9;
constexpr double least_logarithmic_ratio = 20;

struct Quantity {
  double number = 0;
  std::string unit;
};

/// Parses "0.001" and "8 nm".
std::optional<Quantity> parse_quantity(const std::string& text) {
  const std::size_t blank = std::min(text.find(' '), text.size());
  const auto number = parse_number(text.substr(0, blank));
  if (!number || !std::isfinite(*number) || std::abs(*number) > largest_abscissa) return std::nullopt;
  return Quantity{*number, blank < text.size() ? text.substr(blank + 1) : ""};
}

}  // namespace

std::optional<NumericAxis> numeric_axis(const SurveyAnalysis& analysis) {
  const RunGroups groups = settings_of(analysis);
  if (groups.cells.size() < 2) return std::nullopt;
  NumericAxis axis;
  axis.column = varying_columns(groups).back();
  const std::string& name = groups.columns[axis.column];
  std::optional<std::string> unit;
  for (const auto& cells : groups.cells) {
    const auto quantity = parse_quantity(plain_value(name, cells[axis.column]));
    if (!quantity || (unit && *unit != quantity->unit)) return std::nullopt;
    unit = quantity->unit;
    axis.values.push_back(quantity->number);
  }
  axis.title = column_title(name) + (unit->empty() ? "" : " (" + *unit + ")");
  const auto [least, largest] = std::minmax_element(axis.values.begin(), axis.values.end());
  axis.is_logarithmic = *least > 0 && *largest >= least_logarithmic_ratio * *least;
  return axis;
}

std::string figure_script(const SurveyAnalysis& analysis) {
  const auto has_score = [](const MetricAnalysis& result) {
    return result.metric == "F_score" &&
           std::any_of(result.settings.begin(), result.settings.end(),
                       [](const SettingSummary& setting) { return !setting.training_means.empty(); });
  };
  if (std::none_of(analysis.results.begin(), analysis.results.end(), has_score)) return {};
  const auto axis = numeric_axis(analysis);
  return axis ? point_figure(analysis, *axis) : dot_figure(analysis);
}

}  // namespace emsurvey

#include "report/score_range.h"

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "report/gnuplot_text.h"

namespace emsurvey {
namespace {

constexpr double margin = 0.04;
constexpr double furthest = 0.5;  ///< How far beyond 0 and 1 an interval is drawn.

}  // namespace

std::string ScoreRange::command() const {
  return "set yrange [" + gnuplot_number(low) + ":" + gnuplot_number(high) + "]\nset ytics 0.2\n";
}

ScoreRange score_range(const std::vector<const MetricAnalysis*>& results) {
  double low = 0, high = 1;
  const auto include = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (const MetricAnalysis* result : results) {
    if (result->baseline) include(result->baseline->mean);
    for (const SettingSummary& setting : result->settings) {
      for (const TrainingMean& training : setting.training_means) include(training.mean);
      include(std::max(setting.low, -furthest));
      include(std::min(setting.high, 1 + furthest));
    }
  }
  return {low - margin, high + margin};
}

DrawnMean drawn_mean(const SettingSummary& setting, const ScoreRange& range) {
  DrawnMean drawn{setting.mean, setting.mean, setting.mean};
  if (!std::isfinite(setting.low) || !std::isfinite(setting.high)) return drawn;
  drawn.goes_below = setting.low < range.low;
  drawn.goes_above = setting.high > range.high;
  drawn.low = std::max(setting.low, range.low);
  drawn.high = std::min(setting.high, range.high);
  return drawn;
}

void MeanBlocks::add(double x, const DrawnMean& mean, const ScoreRange& range) {
  const double length = 0.06 * (range.high - range.low);
  means_ += gnuplot_number(x) + " " + python_repr(mean.mean) + " " + python_repr(mean.low) + " " +
            python_repr(mean.high) + "\n";
  const auto arrow = [&](double from, double step) {
    arrows_ += gnuplot_number(x) + " " + python_repr(from) + " " + python_repr(step) + "\n";
  };
  if (mean.goes_below) arrow(mean.low + length, -length);
  if (mean.goes_above) arrow(mean.high - length, length);
}

std::string MeanBlocks::text(const std::string& id) const {
  // A datablock needs a line; this one is not drawn.
  const std::string nothing = "0 nan nan nan\n";
  return "$mean" + id + " << END\n" + (means_.empty() ? nothing : means_) + "END\n$more" + id + " << END\n" +
         (arrows_.empty() ? nothing : arrows_) + "END\n";
}

std::vector<const MetricAnalysis*> f_score_results(const SurveyAnalysis& analysis) {
  std::vector<const MetricAnalysis*> results;
  for (const MetricAnalysis& result : analysis.results)
    if (result.metric == "F_score") results.push_back(&result);
  return results;
}

}  // namespace emsurvey

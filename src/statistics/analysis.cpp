#include "statistics/analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "statistics/all_pairs.h"
#include "statistics/complete_blocks.h"
#include "statistics/holm.h"
#include "statistics/letters.h"

namespace emsurvey {
namespace {

std::vector<SettingSummary> summarise(const ScoreSet& set, const Design& design) {
  std::vector<SettingSummary> settings;
  for (std::size_t i = 0; i < set.settings.size(); ++i)
    settings.push_back(summarise_setting(set.settings[i], design.unit, design.overlap[i]));
  return settings;
}

void set_letters(MetricAnalysis& result) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < result.settings.size(); ++i)
    if (result.settings[i].trainings > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return rounded_mean(result.settings[a].mean) > rounded_mean(result.settings[b].mean);
  });
  const auto letters = group_letters(order.size(), [&](std::size_t one, std::size_t other) {
    return result.pair(order[one], order[other]).is_different();
  });
  for (std::size_t i = 0; i < order.size(); ++i) result.settings[order[i]].letters = letters[i];
}

bool has_undefined_apart(const MetricAnalysis& result) {
  return std::any_of(result.pairs.begin(), result.pairs.end(),
                     [](const PairComparison& pair) { return pair.verdict == PairVerdict::undefined_apart; });
}

void rank(const ScoreSet& set, Unit unit, MetricAnalysis& result) {
  // A ranking would prefer settings whose worst images have no score.
  if (has_undefined_apart(result)) return;
  result.ranking = rank_settings(set, unit);
  result.setting_components =
      setting_components(unit_matrix(complete_blocks(set, result.ranking.ranked), unit));
}

std::vector<std::string> image_names(const SurveyScores& scores) {
  std::set<std::string> names;
  for (const ImageScores& image : scores.images) names.insert(image.image);
  return {names.begin(), names.end()};
}

/// Corrects the p values of one metric over the pairs of all labels.
void correct_over_labels(std::vector<MetricAnalysis>& results, const std::string& metric) {
  std::vector<PairComparison*> pairs;
  std::vector<double> values;
  for (MetricAnalysis& result : results) {
    if (result.metric != metric) continue;
    for (PairComparison& pair : result.pairs) {
      pairs.push_back(&pair);
      values.push_back(pair.p_counted);
    }
  }
  const std::vector<double> corrected = holm(values);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i]->p_holm_labels = corrected[i];
}

}  // namespace

const PairComparison& MetricAnalysis::pair(std::size_t one, std::size_t other) const {
  const std::size_t first = std::min(one, other), second = std::max(one, other), count = settings.size();
  // Pairs before those of `first`: (count - 1) + (count - 2) + ... for each earlier setting.
  return pairs.at(first * (2 * count - first - 1) / 2 + second - first - 1);
}

std::string SurveyAnalysis::setting_name(std::size_t setting) const {
  return fmt::format("{}", fmt::join(settings[setting], ", "));
}

MetricAnalysis analyse_metric(const SurveyScores& scores, const std::string& label, const std::string& metric,
                              double margin) {
  const Design& design = scores.design;
  const ScoreSet set = score_set(scores, label, metric);
  MetricAnalysis result;
  result.label = label;
  result.metric = metric;
  result.settings = summarise(set, design);
  result.pairs = compare_all(set, result.settings, design, margin);
  set_letters(result);
  rank(set, design.unit, result);
  for (const TrainingList& trainings : set.settings)
    result.components.push_back(variance_components(trainings, design.unit));
  const TrainingList baseline = baseline_scores(scores, label, metric);
  if (!baseline.empty()) result.baseline = summarise_setting(baseline, Unit::training, /*overlap=*/0);
  return result;
}

SurveyAnalysis analyse(const SurveyScores& scores, double margin) {
  SurveyAnalysis analysis;
  analysis.columns = scores.columns;
  analysis.settings = scores.settings;
  analysis.baseline = scores.baseline_settings;
  analysis.images = image_names(scores);
  analysis.design = scores.design;
  analysis.margin = margin;
  for (const std::string& label : scores.labels)
    for (const std::string& metric : scores.metrics)
      analysis.results.push_back(analyse_metric(scores, label, metric, margin));
  for (const std::string& metric : scores.metrics) correct_over_labels(analysis.results, metric);
  return analysis;
}

}  // namespace emsurvey

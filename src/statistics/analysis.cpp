#include "statistics/analysis.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/joined.h"
#include "statistics/all_pairs.h"
#include "statistics/complete_blocks.h"
#include "statistics/holm.h"
#include "statistics/letters.h"

namespace emsurvey {
namespace {

void summarise(const SurveyScores& scores, const ScoreSet& set, MetricAnalysis& result) {
  const Design& design = scores.design;
  for (std::size_t i = 0; i < set.settings.size(); ++i) {
    SettingSummary summary = summarise_setting(set.settings[i], design.unit, design.overlap[i]);
    std::optional<SettingSummary> with_diverged;
    if (i < scores.missing.size()) {
      const MissingTrainings& missing = scores.missing[i];
      summary.diverged = missing.diverged.size();
      summary.failed = missing.failed;
      if (summary.diverged > 0) {
        with_diverged =
            summarise_setting(diverged_as_zero(set, i, missing.diverged), design.unit, design.overlap[i]);
        with_diverged->failed = missing.failed;
      }
    }
    result.settings.push_back(std::move(summary));
    result.with_diverged.push_back(std::move(with_diverged));
  }
}

void set_letters(MetricAnalysis& result) {
  if (result.pairs_left_out() > 0) return;
  const std::vector<std::size_t> order = settings_by_mean(result.settings);
  const auto letters = group_letters(order.size(), [&](std::size_t one, std::size_t other) {
    return result.pair(order[one], order[other]).is_different();
  });
  for (std::size_t i = 0; i < order.size(); ++i) result.settings[order[i]].letters = letters[i];
}

bool has_undefined_apart(const MetricAnalysis& result) {
  return std::any_of(result.pairs.begin(), result.pairs.end(),
                     [](const PairComparison& pair) { return pair.verdict == PairVerdict::undefined_apart; });
}

void rank(const ScoreSet& set, Unit unit, MetricAnalysis& result, const ProgressCallback& on_progress) {
  // A ranking would prefer settings whose worst images have no score.
  if (has_undefined_apart(result)) return;
  result.ranking = rank_settings(set, unit, on_progress);
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
  std::size_t left_out = 0;
  for (MetricAnalysis& result : results) {
    if (result.metric != metric) continue;
    left_out += result.pairs_left_out();
    for (PairComparison& pair : result.pairs) {
      pairs.push_back(&pair);
      values.push_back(pair.p_counted);
    }
  }
  const std::vector<double> corrected = holm(values, left_out);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i]->p_holm_labels = corrected[i];
}

}  // namespace

const PairComparison& MetricAnalysis::pair(std::size_t one, std::size_t other) const {
  const std::pair wanted(std::min(one, other), std::max(one, other));
  const auto place = [](const PairComparison& pair) { return std::pair(pair.first, pair.second); };
  const auto found = std::lower_bound(
      pairs.begin(), pairs.end(), wanted,
      [&](const PairComparison& candidate, const auto& key) { return place(candidate) < key; });
  if (found == pairs.end() || place(*found) != wanted)
    throw std::out_of_range("the settings " + std::to_string(one) + " and " + std::to_string(other) +
                            " were not compared");
  return *found;
}

std::size_t MetricAnalysis::pairs_left_out() const {
  return pair_count(settings.size()) - pairs.size();
}

std::string SurveyAnalysis::setting_name(std::size_t setting) const {
  return joined(settings[setting]);
}

MetricAnalysis analyse_metric(const SurveyScores& scores, const std::string& label, const std::string& metric,
                              double margin, const ProgressCallback& on_progress) {
  const Design& design = scores.design;
  const ScoreSet set = score_set(scores, label, metric);
  MetricAnalysis result;
  result.label = label;
  result.metric = metric;
  summarise(scores, set, result);
  result.pairs = compare_all(set, result.settings, design, margin, on_progress);
  set_letters(result);
  rank(set, design.unit, result, on_progress);
  for (const TrainingList& trainings : set.settings)
    result.components.push_back(variance_components(trainings, design.unit));
  const TrainingList baseline = baseline_scores(scores, label, metric);
  if (!baseline.empty()) result.baseline = summarise_setting(baseline, Unit::training, /*overlap=*/0);
  return result;
}

SurveyAnalysis analyse(const SurveyScores& scores, double margin, const ProgressCallback& on_progress) {
  SurveyAnalysis analysis;
  analysis.columns = scores.columns;
  analysis.settings = scores.settings;
  analysis.baseline = scores.baseline_settings;
  analysis.images = image_names(scores);
  analysis.design = scores.design;
  analysis.margin = margin;
  for (const std::string& label : scores.labels)
    for (const std::string& metric : scores.metrics)
      analysis.results.push_back(analyse_metric(scores, label, metric, margin, on_progress));
  for (const std::string& metric : scores.metrics) correct_over_labels(analysis.results, metric);
  return analysis;
}

}  // namespace emsurvey

#include "statistics/all_pairs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "statistics/detectable.h"
#include "statistics/holm.h"

namespace emsurvey {
namespace {

/// Returns whether a score that is undefined for one setting is defined for the other.
bool lacks_score(const ScoreSet& set, std::size_t one, std::size_t other) {
  if (set.undefined[one].empty()) return false;
  return std::any_of(
      set.settings[other].begin(), set.settings[other].end(), [&](const TrainingScores& training) {
        return std::any_of(training.scores.begin(), training.scores.end(), [&](const auto& score) {
          return set.undefined[one].contains({training.block, score.first});
        });
      });
}

/// Leaves a comparison without tests.
PairComparison without_tests(const PairComparison& pair) {
  PairComparison rest;
  rest.verdict = PairVerdict::undefined_apart;
  rest.n = pair.n;
  rest.higher = pair.higher;
  rest.lower = pair.lower;
  rest.difference = pair.difference;
  rest.has_few_units = pair.has_few_units;
  return rest;
}

/// Sets the flags of collapses, and the p value that is counted.
void set_collapses(const SettingSummary& first, const SettingSummary& second, PairComparison& pair) {
  constexpr std::size_t enough_to_tell_luck = 5;
  pair.has_mixture = first.is_mixture() || second.is_mixture();
  const bool is_unequal = first.collapsed * std::max<std::size_t>(1, second.trainings) !=
                          second.collapsed * std::max<std::size_t>(1, first.trainings);
  pair.has_unequal_collapses = pair.n < enough_to_tell_luck && is_unequal;
  pair.p_counted = pair.has_unequal_collapses && !std::isnan(pair.p) ? 1 : pair.p;
}

/// Sets what each test would have found, which depends on the degrees of freedom and the standard error.
void set_detectable(std::vector<PairComparison>& pairs) {
  std::map<double, double> standard_errors;  // By degrees of freedom.
  for (PairComparison& pair : pairs) {
    if (!(pair.se > 0)) continue;
    const auto [found, is_new] = standard_errors.try_emplace(pair.df);
    if (is_new) found->second = detectable_standard_errors(pair.df);
    pair.detectable = found->second * pair.se;
  }
}

/// Replaces `target` of each pair by `source` after Holm; `left_out` pairs were not compared.
void correct(std::vector<PairComparison>& pairs, std::size_t left_out, double PairComparison::*source,
             double PairComparison::*target) {
  std::vector<double> values;
  for (const PairComparison& pair : pairs) values.push_back(pair.*source);
  const std::vector<double> corrected = holm(values, left_out);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].*target = corrected[i];
}

/// Sets the intervals that hold for all tested pairs, and those left out, together.
void set_common_intervals(std::vector<PairComparison>& pairs, std::size_t left_out) {
  const auto tested = left_out + static_cast<std::size_t>(std::count_if(
                                     pairs.begin(), pairs.end(),
                                     [](const PairComparison& pair) { return !std::isnan(pair.p); }));
  for (PairComparison& pair : pairs) {
    const TTest test{pair.difference, pair.se, pair.df};
    const Interval interval = test.interval(1 - significance_level / static_cast<double>(tested));
    pair.low_all = interval.low;
    pair.high_all = interval.high;
  }
}

/// Returns the positions of the settings with the highest means, for whose pairs there is room.
std::set<std::size_t> best_settings(const std::vector<SettingSummary>& settings) {
  std::vector<std::size_t> order = settings_by_mean(settings);
  order.resize(std::min(order.size(), std::max<std::size_t>(1, most_pairs / settings.size())));
  return {order.begin(), order.end()};
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> compared_pairs(const std::vector<SettingSummary>& settings) {
  const bool has_room = pair_count(settings.size()) <= most_pairs;
  const std::set<std::size_t> best = has_room ? std::set<std::size_t>{} : best_settings(settings);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t first = 0; first < settings.size(); ++first)
    for (std::size_t second = first + 1; second < settings.size(); ++second)
      if (has_room || best.contains(first) || best.contains(second)) pairs.emplace_back(first, second);
  return pairs;
}

std::vector<PairComparison> compare_all(const ScoreSet& set, const std::vector<SettingSummary>& settings,
                                        const Design& design, double margin,
                                        const ProgressCallback& on_progress) {
  std::vector<PairComparison> pairs;
  for (const auto& [first, second] : compared_pairs(settings)) {
    on_progress();
    const PairDesign of_pair{design.unit, design.is_paired, design.overlap_of(first, second), margin};
    PairComparison pair = compare_settings(set.settings[first], set.settings[second], of_pair);
    if (lacks_score(set, first, second) || lacks_score(set, second, first)) pair = without_tests(pair);
    pair.first = first;
    pair.second = second;
    set_collapses(settings[first], settings[second], pair);
    pairs.push_back(pair);
  }
  const std::size_t left_out = pair_count(settings.size()) - pairs.size();
  correct(pairs, left_out, &PairComparison::p_counted, &PairComparison::p_holm);
  correct(pairs, left_out, &PairComparison::p_tost, &PairComparison::p_tost_holm);
  correct(pairs, left_out, &PairComparison::p_welch, &PairComparison::p_welch_holm);
  set_common_intervals(pairs, left_out);
  set_detectable(pairs);
  return pairs;
}

}  // namespace emsurvey

#include "statistics/pair_comparison.h"

#include <algorithm>
#include <optional>

#include "statistics/effect_sizes.h"
#include "statistics/equivalence.h"
#include "statistics/exact_tests.h"
#include "tables/moments.h"

namespace emsurvey {
namespace {

/// Returns the mean difference over the images that both trainings have, if there are any.
std::optional<double> mean_difference(const TrainingScores& first, const TrainingScores& second) {
  std::vector<double> differences;
  for (const auto& [image, score] : first.scores)
    if (const auto other = second.scores.find(image); other != second.scores.end())
      differences.push_back(score - other->second);
  if (differences.empty()) return std::nullopt;
  return moments_of(differences).mean;
}

/// Calls `visit` with the trainings of each block that both settings have.
template <class Visit>
void for_each_common_block(const TrainingList& first, const TrainingList& second, Visit visit) {
  for (const TrainingScores& training : first) {
    const auto other = std::find_if(second.begin(), second.end(), [&](const TrainingScores& candidate) {
      return candidate.block == training.block;
    });
    if (other != second.end()) visit(training, *other);
  }
}

std::vector<double> mean_values(const TrainingList& trainings) {
  std::vector<double> values;
  for (const auto& [block, mean] : training_means(trainings)) values.push_back(mean);
  return values;
}

void set_counts(const std::vector<double>& differences, PairComparison& pair) {
  pair.n = differences.size();
  for (const double difference : differences) {
    pair.higher += difference > 0;
    pair.lower += difference < 0;
  }
  pair.has_few_units = pair.n < enough_units;
}

/// Fills in what the t test and its standard error give.
void set_t_test(const TTest& test, double margin, PairComparison& pair) {
  const Interval interval = test.interval(1 - significance_level);
  const Equivalence equivalence = test_equivalence(test, margin);
  pair.se = test.se;
  pair.t = test.t();
  pair.df = test.df;
  pair.p = test.p();
  pair.low = interval.low;
  pair.high = interval.high;
  pair.p_tost = equivalence.p;
  pair.tost_low = equivalence.interval.low;
  pair.tost_high = equivalence.interval.high;
  pair.p_below = equivalence.below;
  pair.p_rope = equivalence.within;
  pair.p_above = equivalence.above;
  pair.verdict = PairVerdict::tested;
}

void set_welch(const TTest& test, PairComparison& pair) {
  const Interval interval = test.interval(1 - significance_level);
  pair.p_welch = test.p();
  pair.welch_low = interval.low;
  pair.welch_high = interval.high;
}

/// Fills in a comparison of samples of which neither has any spread, or paired differences without any.
void set_constant(PairComparison& pair) {
  pair.sd = 0;
  pair.verdict = pair.difference == 0 ? PairVerdict::equal : PairVerdict::no_spread;
  if (pair.verdict == PairVerdict::equal) {
    pair.p = 1;
    pair.low = pair.high = 0;
  }
}

void compare_paired(const std::vector<double>& differences, const PairDesign& design, PairComparison& pair) {
  set_counts(differences, pair);
  if (differences.empty()) return;
  pair.difference = moments_of(differences).mean;
  pair.superiority = share_of_positive(differences);
  pair.rank_biserial = rank_biserial(differences);
  pair.verdict = PairVerdict::one_unit;
  if (pair.n == 1) return;
  pair.df = static_cast<double>(pair.n) - 1;
  pair.p_wilcoxon = wilcoxon_p(differences);
  pair.p_sign_flip = sign_flip_p(differences);
  pair.p_smallest = smallest_p(differences);
  const auto [smallest, largest] = std::minmax_element(differences.begin(), differences.end());
  if (*smallest == *largest) return set_constant(pair);
  pair.sd = moments_of(differences).sd;
  pair.d_z = pair.difference / pair.sd;
  pair.g_z = pair.d_z * hedges_factor(pair.n);
  set_t_test(paired_t_test(differences, design.overlap), design.margin, pair);
}

/// Compares samples of trainings that nothing pairs.
void compare_unpaired(const Moments& first, const Moments& second, const PairDesign& design,
                      PairComparison& pair) {
  pair.n = std::min(first.n, second.n);
  pair.has_few_units = pair.n < enough_units;
  if (pair.n == 0) return;
  pair.difference = rounded_mean(first.mean - second.mean);
  pair.verdict = PairVerdict::one_unit;
  if (pair.n == 1) return;
  const TTest test = welch_t_test(first, second);
  if (!test.is_defined()) return set_constant(pair);
  pair.difference = test.difference;
  set_t_test(test, design.margin, pair);
}

}  // namespace

const char* to_string(PairVerdict verdict) {
  switch (verdict) {
    case PairVerdict::no_common_unit:
      return "no common unit";
    case PairVerdict::one_unit:
      return "one unit";
    case PairVerdict::equal:
      return "equal";
    case PairVerdict::no_spread:
      return "no spread";
    case PairVerdict::undefined_apart:
      return "undefined scores";
    case PairVerdict::tested:
      break;
  }
  return "tested";
}

std::string PairComparison::flags() const {
  std::string text;
  for (const auto& [is_set, word] :
       {std::pair(has_few_units, "few"), {has_mixture, "mixture"}, {has_unequal_collapses, "collapses"}})
    if (is_set) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

std::vector<double> paired_differences(const TrainingList& first, const TrainingList& second, Unit unit) {
  std::vector<BlockValue> differences;
  for_each_common_block(first, second, [&](const TrainingScores& one, const TrainingScores& other) {
    if (const auto difference = mean_difference(one, other)) differences.emplace_back(one.block, *difference);
  });
  std::vector<double> values = unit_values(differences, unit);
  std::transform(values.begin(), values.end(), values.begin(), rounded_mean);
  return values;
}

PairComparison compare_settings(const TrainingList& first, const TrainingList& second,
                                const PairDesign& design) {
  PairComparison pair;
  const std::vector<double> first_means = mean_values(first), second_means = mean_values(second);
  const Moments first_moments = moments_of(first_means), second_moments = moments_of(second_means);
  if (design.is_paired) {
    compare_paired(paired_differences(first, second, design.unit), design, pair);
  } else {
    compare_unpaired(first_moments, second_moments, design, pair);
  }
  if (design.unit == Unit::training) set_welch(welch_t_test(first_moments, second_moments), pair);
  pair.a12 = a12(first_means, second_means);
  return pair;
}

}  // namespace emsurvey

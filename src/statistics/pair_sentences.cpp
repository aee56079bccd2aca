#include "statistics/pair_sentences.h"

#include <fmt/format.h>

#include <algorithm>

#include "statistics/all_pairs.h"
#include "statistics/number_words.h"
#include "statistics/pair_sentence.h"

namespace emsurvey {
namespace {

constexpr std::size_t few_pairs = 3, most_sentences = 30;

/// The pairs of a result by how they are described.
struct SortedPairs {
  std::vector<const PairComparison*> named, open, collapsed;
};

/// Whether luck cannot be told from the setting, because some trainings of either collapsed.
bool is_open_by_collapses(const PairComparison& pair, const MetricAnalysis& result) {
  const auto found_nothing = [&](std::size_t setting) {
    return result.settings[setting].collapsed == result.settings[setting].trainings;
  };
  return pair.verdict == PairVerdict::tested && pair.has_unequal_collapses &&
         !(found_nothing(pair.first) && found_nothing(pair.second));
}

bool has_sentence(const PairComparison& pair) {
  return pair.is_different() || pair.is_equivalent() || pair.verdict != PairVerdict::tested;
}

SortedPairs sort_pairs(const MetricAnalysis& result) {
  SortedPairs sorted;
  for (const PairComparison& pair : result.pairs) {
    const bool has_scores =
        result.settings[pair.first].trainings > 0 && result.settings[pair.second].trainings > 0;
    if (!has_scores) continue;  // Another sentence names the settings without scores.
    if (is_open_by_collapses(pair, result)) {
      sorted.collapsed.push_back(&pair);
    } else {
      const bool is_named = result.pairs.size() <= few_pairs || has_sentence(pair);
      (is_named ? sorted.named : sorted.open).push_back(&pair);
    }
  }
  if (sorted.collapsed.size() > few_pairs) return sorted;
  sorted.named.insert(sorted.named.end(), sorted.collapsed.begin(), sorted.collapsed.end());
  std::sort(sorted.named.begin(), sorted.named.end());  // They are elements of one vector.
  sorted.collapsed.clear();
  return sorted;
}

std::string summary_of_collapsed(const std::vector<const PairComparison*>& collapsed, std::size_t pairs) {
  return fmt::format(
      "{} of {} have unequal shares of trainings that found nothing: too few trainings to tell luck from the "
      "setting.",
      collapsed.size(), counted_text(pairs, "pair"));
}

std::string summary_of_open(const std::vector<const PairComparison*>& open, std::size_t pairs) {
  double low = open.front()->detectable, high = low;
  for (const PairComparison* pair : open) {
    low = std::min(low, pair->detectable);
    high = std::max(high, pair->detectable);
  }
  return fmt::format(
      "{} of {} cannot be told apart: only differences of {} (the closest pair) to {} or more would have been "
      "found in 8 of 10 surveys.",
      open.size(), counted_text(pairs, "pair"), score_text(low), score_text(high));
}

}  // namespace

std::vector<std::string> pair_sentences(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                                        const std::vector<std::string>& names) {
  std::vector<std::string> lines;
  if (result.pairs_left_out() > 0)
    lines.push_back(fmt::format(
        "{} pairs are too many to compare. Compared are the {} with one of the highest means; their p values "
        "are corrected for all pairs. Groups of settings and resampled differences are left out.",
        result.pairs.size() + result.pairs_left_out(), result.pairs.size()));
  const SortedPairs sorted = sort_pairs(result);
  for (std::size_t i = 0; i < std::min(sorted.named.size(), most_sentences); ++i)
    lines.push_back(pair_sentence(analysis, result, *sorted.named[i], names));
  if (sorted.named.size() > most_sentences)
    lines.push_back(fmt::format("{} more in analysis_pairs.csv.",
                                counted_text(sorted.named.size() - most_sentences, "pair")));
  if (!sorted.collapsed.empty()) lines.push_back(summary_of_collapsed(sorted.collapsed, result.pairs.size()));
  if (!sorted.open.empty()) lines.push_back(summary_of_open(sorted.open, result.pairs.size()));
  return lines;
}

}  // namespace emsurvey

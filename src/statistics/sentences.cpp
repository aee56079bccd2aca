#include "statistics/sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "base/joined.h"
#include "statistics/missing_sentences.h"
#include "statistics/number_words.h"
#include "statistics/pair_sentences.h"

namespace emsurvey {
namespace {

using Lines = std::vector<std::string>;

/// A smallest and a largest number as text, such as "3" or "1 to 3".
std::string range_text(std::size_t low, std::size_t high) {
  return low == high ? std::to_string(low) : fmt::format("{} to {}", low, high);
}

/// Numbers of units over all settings with scores.
std::pair<std::size_t, std::size_t> unit_range(const SurveyAnalysis& analysis) {
  std::size_t low = 0, high = 0;
  for (const MetricAnalysis& result : analysis.results) {
    for (const SettingSummary& setting : result.settings) {
      if (setting.units == 0) continue;
      low = low == 0 ? setting.units : std::min(low, setting.units);
      high = std::max(high, setting.units);
    }
  }
  return {low, high};
}

std::string image_text(const Lines& images) {
  constexpr std::size_t most = 12;
  if (images.size() > most) return fmt::format("{} images", images.size());
  return "images " + joined(images, " ");
}

std::string subject_of(const std::string& noun) {
  return noun == "block" || noun == "volume" ? "other " + noun + "s" : "other sections of this tissue";
}

/// Returns the setting with the highest mean, unless several have it or there is none.
std::optional<std::size_t> winner_of(const MetricAnalysis& result) {
  std::optional<std::size_t> best;
  bool is_tied = false;
  for (std::size_t i = 0; i < result.settings.size(); ++i) {
    if (result.settings[i].trainings == 0) continue;
    const double mean = rounded_mean(result.settings[i].mean);
    const double before = best ? rounded_mean(result.settings[*best].mean) : -1;
    is_tied = mean == before || (is_tied && mean < before);
    if (!best || mean > before) best = i;
  }
  return is_tied ? std::nullopt : best;
}

void append_winners(const SurveyAnalysis& analysis, const Lines& names, Lines& lines) {
  for (const MetricAnalysis& one : analysis.results) {
    for (const MetricAnalysis& other : analysis.results) {
      if (one.label != other.label || one.metric != "F_score" || other.metric == one.metric) continue;
      const auto first = winner_of(one), second = winner_of(other);
      if (first && second && *first != *second)
        lines.push_back(fmt::format("{}: {} has the highest {}, but {} the highest {}.", one.label,
                                    names[*first], one.metric, names[*second], other.metric));
    }
  }
}

}  // namespace

std::string scope_sentence(const SurveyAnalysis& analysis) {
  const Design& design = analysis.design;
  const auto [low, high] = unit_range(analysis);
  const std::string noun = unit_noun(design);
  if (high == 0) return "There are no scores to compare.";
  std::string text = fmt::format("n = {} {}{}", range_text(low, high), noun, high == 1 ? "" : "s");
  if (design.unit == Unit::training) {
    text += fmt::format(
        " a setting on one split ({}): what follows holds for other trainings on these images, not for other "
        "sections.",
        image_text(analysis.images));
  } else {
    text += fmt::format(" x {}: what follows holds for {}; the intervals allow for {}s that share sections.",
                        counted_text(design.repeats, "repeat"), subject_of(noun), noun);
  }
  if (high == 1) text += fmt::format(" One {} each: no test.", noun);
  if (!design.is_paired && high > 1)
    text += " Nothing pairs the trainings of different settings, so Welch's test compares them.";
  return text;
}

Lines collapse_sentences(const MetricAnalysis& result, const Lines& names) {
  Lines lines;
  for (std::size_t i = 0; i < result.settings.size(); ++i) {
    const SettingSummary& setting = result.settings[i];
    if (setting.collapsed == 0) continue;
    std::string line =
        fmt::format("{}: {} of {} found nothing (95 % interval of that share {:.0f} to {:.0f} %)", names[i],
                    setting.collapsed, counted_text(setting.trainings, "training"),
                    100 * setting.collapsed_low, 100 * setting.collapsed_high);
    if (setting.is_mixture())
      line += fmt::format("; the others scored {}", score_text(setting.mean_not_collapsed));
    lines.push_back(line + ".");
  }
  return lines;
}

std::string ranking_sentence(const SurveyAnalysis& analysis, const MetricAnalysis& result,
                             const Lines& names) {
  constexpr std::size_t enough_resamples = 5;
  const Ranking& ranking = result.ranking;
  if (!ranking.resamples) return "";
  const bool found_nothing =
      std::all_of(result.settings.begin(), result.settings.end(),
                  [](const SettingSummary& setting) { return setting.collapsed == setting.trainings; });
  if (found_nothing) return "No training found the label, so no setting comes first.";
  const auto& settings = ranking.resamples->settings;
  const auto best = std::max_element(
      settings.begin(), settings.end(),
      [](const ResampledSetting& a, const ResampledSetting& b) { return a.first < b.first; });
  const std::string& name = names[ranking.ranked[static_cast<std::size_t>(best - settings.begin())]];
  std::string text =
      ranking.units < enough_resamples
          ? fmt::format("{} comes first in {} resamples", name, best->first == 1 ? "all" : "most, not all,")
          : fmt::format("{} comes first in {} of resamples, rank {:g} to {:g}", name,
                        percent_text(best->first), best->rank_low, best->rank_high);
  if (best->first <= 0.5 && ranking.units < enough_resamples)
    text = "No setting comes first in most resamples";
  const bool has_overlap = std::any_of(analysis.design.overlap.begin(), analysis.design.overlap.end(),
                                       [](double overlap) { return overlap > 0; });
  return text + (has_overlap ? " (not corrected for overlap)." : ".");
}

std::string mean_text(const SettingSummary& setting) {
  if (setting.trainings == 0) return "";
  if (setting.is_mixture())
    return fmt::format("{} in {} of {}, {} collapsed", score_text(setting.mean_not_collapsed),
                       setting.trainings - setting.collapsed, counted_text(setting.trainings, "training"),
                       setting.collapsed);
  if (std::isnan(setting.low)) return score_text(setting.mean);
  return fmt::format("{} [{}]", score_text(setting.mean), interval_text({setting.low, setting.high}));
}

Lines result_sentences(const SurveyAnalysis& analysis, const MetricAnalysis& result, const Lines& names) {
  Lines lines;
  const auto append = [&](Lines more) {
    lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  append(missing_sentences(result, names));
  append(collapse_sentences(result, names));
  append(pair_sentences(analysis, result, names));
  if (const std::string ranking = ranking_sentence(analysis, result, names); !ranking.empty())
    lines.push_back(ranking);
  return lines;
}

Lines survey_sentences(const SurveyAnalysis& analysis, const Lines& names) {
  Lines lines;
  std::size_t labels = 0, different = 0, remaining = 0;
  for (const MetricAnalysis& result : analysis.results) {
    if (result.metric != analysis.results.front().metric) continue;
    ++labels;
    for (const PairComparison& pair : result.pairs) {
      different += pair.is_different();
      remaining += pair.p_holm_labels < significance_level;
    }
  }
  if (labels > 1 && different == 0)
    lines.push_back(fmt::format(
        "Each label is a question of its own; none has two settings that can be told apart in {}.",
        analysis.results.front().metric));
  else if (labels > 1)
    lines.push_back(fmt::format(
        "Each label is a question of its own; over all labels together {} of the {} in {} remain{}.",
        remaining, counted_text(different, "difference"), analysis.results.front().metric,
        remaining == 1 ? "s" : ""));
  append_winners(analysis, names, lines);
  return lines;
}

}  // namespace emsurvey

#include "statistics/missing_sentences.h"

#include <fmt/format.h>

#include "base/joined.h"
#include "statistics/number_words.h"

namespace emsurvey {
namespace {

using Lines = std::vector<std::string>;

std::size_t begun(const SettingSummary& setting) {
  return setting.trainings + setting.diverged + setting.failed;
}

/// Lists settings with counts, such as "dice (1 of 3), hinge (2 of 3)".
template <class Count>
std::string counts_text(const MetricAnalysis& result, const Lines& names, Count count) {
  Lines words;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (const std::size_t number = count(result.settings[i]); number > 0)
      words.push_back(fmt::format("{} ({} of {})", names[i], number, begun(result.settings[i])));
  return joined(words);
}

std::string diverged_sentence(const std::string& name, const SettingSummary& setting,
                              const SettingSummary& with_diverged) {
  const std::string counted =
      fmt::format("{}: {} of {} diverged", name, setting.diverged, counted_text(begun(setting), "training"));
  if (setting.trainings == 0) return counted + ".";
  return fmt::format("{} and {} left out of all tests; counted as 0, {} would lower the mean from {} to {}.",
                     counted, setting.diverged == 1 ? "is" : "are", setting.diverged == 1 ? "it" : "they",
                     score_text(setting.mean), score_text(with_diverged.mean));
}

Lines names_of(const std::vector<std::size_t>& settings, const Lines& names) {
  Lines result;
  for (const std::size_t setting : settings) result.push_back(names[setting]);
  return result;
}

}  // namespace

Lines missing_sentences(const MetricAnalysis& result, const Lines& names) {
  Lines lines;
  std::vector<std::size_t> without;
  for (std::size_t i = 0; i < result.settings.size(); ++i)
    if (result.settings[i].trainings == 0) without.push_back(i);
  if (!without.empty()) lines.push_back("No scores: " + joined(names_of(without, names)) + ".");
  for (std::size_t i = 0; i < result.settings.size(); ++i)
    if (result.with_diverged[i])
      lines.push_back(diverged_sentence(names[i], result.settings[i], *result.with_diverged[i]));
  const std::string failed =
      counts_text(result, names, [](const SettingSummary& setting) { return setting.failed; });
  if (!failed.empty()) lines.push_back("Trainings that failed are missing: " + failed + ".");
  if (!result.ranking.unranked.empty())
    lines.push_back("Not ranked, because at most half as many trainings are there: " +
                    joined(names_of(result.ranking.unranked, names)) + ".");
  return lines;
}

std::string diverged_text(const SettingSummary& setting) {
  return setting.diverged == 0 ? "" : fmt::format("{} of {} diverged", setting.diverged, begun(setting));
}

}  // namespace emsurvey

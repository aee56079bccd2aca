#include "statistics/leaders.h"

#include <algorithm>

#include "statistics/score_set.h"

namespace emsurvey {

Leaders leaders_of(const MetricAnalysis& result) {
  Leaders found;
  double best = -1;
  for (const SettingSummary& setting : result.settings)
    if (setting.trainings > 0) best = std::max(best, rounded_mean(setting.mean));
  for (std::size_t i = 0; i < result.settings.size(); ++i)
    if (result.settings[i].trainings > 0 && rounded_mean(result.settings[i].mean) == best)
      found.leaders.push_back(i);
  if (found.leaders.empty()) return found;
  for (std::size_t i = 0; i < result.settings.size(); ++i) {
    if (i == found.leaders.front() || result.settings[i].trainings == 0) continue;
    const PairComparison& pair = result.pair(found.leaders.front(), i);
    if (pair.is_different()) {
      ++found.different;
      found.has_few_units = found.has_few_units || pair.has_few_units;
    } else if (std::find(found.leaders.begin(), found.leaders.end(), i) == found.leaders.end()) {
      found.alike.push_back(i);
    }
  }
  return found;
}

std::string certainty_of(const Leaders& found) {
  if (found.leaders.size() > 1) return "no winner: equal means";
  if (found.alike.empty() && found.different == 0) return "nothing to compare";
  if (found.different == 0) return "no winner: none of the others differs from it";
  const std::string verb = found.has_few_units ? "suggested" : "shown";
  if (found.alike.empty()) return verb + ": higher than all others";
  return verb + " against " + std::to_string(found.different) + " of " +
         std::to_string(found.different + found.alike.size()) + " others";
}

}  // namespace emsurvey

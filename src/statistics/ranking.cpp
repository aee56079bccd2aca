#include "statistics/ranking.h"

#include <algorithm>

#include "statistics/complete_blocks.h"

namespace emsurvey {

Ranking select_ranked(const ScoreSet& set) {
  Ranking ranking;
  std::size_t most = 0;
  for (const TrainingList& trainings : set.settings) most = std::max(most, trainings.size());
  for (std::size_t setting = 0; setting < set.settings.size(); ++setting) {
    const std::size_t trainings = set.settings[setting].size();
    if (trainings > 0) (2 * trainings > most ? ranking.ranked : ranking.unranked).push_back(setting);
  }
  return ranking;
}

Ranking rank_settings(const ScoreSet& set, Unit unit, const ProgressCallback& on_progress) {
  Ranking ranking = select_ranked(set);
  const std::vector<CompleteBlock> blocks = complete_blocks(set, ranking.ranked);
  const auto units = blocks_by_unit(blocks, unit);
  ranking.complete_blocks = blocks.size();
  ranking.units = units.size();
  if (ranking.ranked.size() < 2 || blocks.empty()) return ranking;
  ranking.friedman = friedman_test(unit_matrix(blocks, unit));
  if (units.size() > 1) ranking.resamples = resample(units, on_progress);
  return ranking;
}

}  // namespace emsurvey

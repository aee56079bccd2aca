// Ranking of the settings.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/progress_callback.h"
#include "statistics/bootstrap.h"
#include "statistics/friedman.h"
#include "statistics/score_set.h"

namespace emsurvey {

struct Ranking {
  /// Settings with more than half of the largest number of trainings of a setting. FriedmanTest and Resamples
  /// have their values in this order.
  std::vector<std::size_t> ranked;
  std::vector<std::size_t> unranked;     ///< The other settings with scores.
  std::size_t complete_blocks = 0;       ///< Number of blocks that all ranked settings have.
  std::size_t units = 0;                 ///< N, of the complete blocks.
  std::optional<FriedmanTest> friedman;  ///< Empty with fewer than two settings or no complete block.
  std::optional<Resamples> resamples;    ///< Empty with fewer than two settings or units.
};

/// Selects the settings that are ranked and the others with scores; the rest of the result is empty.
Ranking select_ranked(const ScoreSet& set);

/// Ranks the settings on the blocks and images that all ranked ones have.
Ranking rank_settings(
    const ScoreSet& set, Unit unit, const ProgressCallback& on_progress = [] {});

}  // namespace emsurvey

// The scores that several settings have in common.
#pragma once

#include <cstddef>
#include <vector>

#include "statistics/score_set.h"

namespace emsurvey {

/// A block that all settings have.
struct CompleteBlock {
  Block block;
  std::vector<double> means;  ///< Mean of each setting over the images that all settings have in this block.
};

/// Returns the blocks that all of `settings` (positions in `set`) have, in ascending order.
std::vector<CompleteBlock> complete_blocks(const ScoreSet& set, const std::vector<std::size_t>& settings);

/// Values of settings by unit, as [unit][setting].
using UnitMatrix = std::vector<std::vector<double>>;

/// Returns the mean of each unit over its blocks, units ascending.
UnitMatrix unit_matrix(const std::vector<CompleteBlock>& blocks, Unit unit);

}  // namespace emsurvey

// Which trainings of different settings belong together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "statistics/score_set.h"

namespace emsurvey {

/// What a table says about a run.
struct RunPlace {
  std::size_t setting = 0;
  std::optional<std::int64_t> split;
  std::optional<std::int64_t> repeat;
  std::string seed;  ///< Cell of the axis `seed`, or empty.
};

struct RunBlocks {
  std::vector<Block> blocks;  ///< One for each run.
  bool is_paired = true;
  std::size_t splits = 0;   ///< Number of different splits.
  std::size_t folds = 0;    ///< Largest number of different splits with the same seed.
  std::size_t repeats = 0;  ///< Largest number of runs of a setting on one split.
};

/// Numbers the trainings. Runs of different settings with the same split, repeat and seed belong together.
/// Another seed is another repeat and, where the seed also decides the splits (`shuffled`, `kfold`), on another
/// split. Without the repeat of each run, or if two runs of a setting have the same place, the k-th runs of all
/// settings get the number k, but nothing pairs them.
RunBlocks number_blocks(const std::vector<RunPlace>& runs, const std::string& scheme);

}  // namespace emsurvey

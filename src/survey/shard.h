// The part of a grid that is assigned to one of several MPI jobs.
#pragma once

#include <string>
#include <vector>

#include "survey/experiment.h"

namespace emsurvey {

/// Part `index` (from 1) of `count` equal parts.
struct Shard {
  int index = 1;
  int count = 1;
};

/// Parses `text` as INDEX/COUNT, such as 2/5. Throws InputError for any other text.
Shard parse_shard(const std::string& text);

/// Returns the experiments of a shard, in the order and with the run numbers of the grid. Experiments are
/// dealt out in descending order of cost. The result depends only on the grid, not on the runs already
/// completed, so jobs that start at different times agree.
std::vector<Experiment> shard_of(const std::vector<Experiment>& grid, const Shard& shard);

}  // namespace emsurvey

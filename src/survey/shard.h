// The part of a grid that one of several jobs does.
#pragma once

#include <string>
#include <vector>

#include "survey/experiment.h"

namespace emsurvey {

/// Number `index` of `count` equal parts, from 1.
struct Shard {
  int index = 1;
  int count = 1;
};

/// `text` as INDEX/COUNT, such as 2/5. Throws InputError for anything else.
Shard parse_shard(const std::string& text);

/// Every `count`-th experiment of the grid, costly ones being dealt out first; in the order and with the
/// numbers of the grid. It depends on the grid alone, not on what is done, so that jobs that start at
/// different times agree.
std::vector<Experiment> shard_of(const std::vector<Experiment>& grid, const Shard& shard);

}  // namespace emsurvey

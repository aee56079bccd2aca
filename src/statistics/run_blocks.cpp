#include "statistics/run_blocks.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace emsurvey {
namespace {

/// Numbers distinct keys from 1 in their order.
template <class Key>
std::map<Key, std::int64_t> numbered(const std::set<Key>& keys) {
  std::map<Key, std::int64_t> numbers;
  for (const Key& key : keys) numbers.emplace(key, std::ssize(numbers) + 1);
  return numbers;
}

using SeededNumber = std::pair<std::string, std::int64_t>;

/// Gives each pair of seed and number a number of its own; without seeds the numbers stay.
std::vector<std::int64_t> with_seeds(const std::vector<RunPlace>& runs,
                                     const std::vector<std::int64_t>& values) {
  std::set<SeededNumber> keys;
  bool has_seeds = false;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    keys.emplace(runs[i].seed, values[i]);
    has_seeds = has_seeds || !runs[i].seed.empty();
  }
  if (!has_seeds) return values;
  const auto numbers = numbered(keys);
  std::vector<std::int64_t> result;
  for (std::size_t i = 0; i < runs.size(); ++i) result.push_back(numbers.at({runs[i].seed, values[i]}));
  return result;
}

/// Returns whether every run has a place of its own among those of its setting.
bool are_distinct(const std::vector<RunPlace>& runs, const std::vector<Block>& blocks) {
  std::set<std::pair<std::size_t, Block>> places;
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (!places.emplace(runs[i].setting, blocks[i]).second) return false;
  return true;
}

/// Numbers the runs of each setting and split in their order.
void number_in_order(const std::vector<RunPlace>& runs, std::vector<Block>& blocks) {
  std::map<std::pair<std::size_t, std::int64_t>, std::int64_t> counts;
  for (std::size_t i = 0; i < runs.size(); ++i)
    blocks[i].repeat = ++counts[{runs[i].setting, blocks[i].split}];
}

void count_blocks(const std::vector<RunPlace>& runs, RunBlocks& result) {
  std::set<std::int64_t> splits;
  std::map<std::string, std::set<std::int64_t>> of_seed;
  std::map<std::pair<std::size_t, std::int64_t>, std::size_t> counts;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    splits.insert(result.blocks[i].split);
    of_seed[runs[i].seed].insert(result.blocks[i].split);
    result.repeats = std::max(result.repeats, ++counts[{runs[i].setting, result.blocks[i].split}]);
  }
  result.splits = splits.size();
  for (const auto& [seed, drawn] : of_seed) result.folds = std::max(result.folds, drawn.size());
}

}  // namespace

RunBlocks number_blocks(const std::vector<RunPlace>& runs, const std::string& scheme) {
  std::vector<std::int64_t> splits, repeats;
  RunBlocks result;
  for (const RunPlace& run : runs) {
    splits.push_back(run.split.value_or(1));
    repeats.push_back(run.repeat.value_or(1));
    result.is_paired = result.is_paired && (run.split || run.repeat);
  }
  const bool seed_decides_splits = scheme == "shuffled" || scheme == "kfold";
  (seed_decides_splits ? splits : repeats) = with_seeds(runs, seed_decides_splits ? splits : repeats);
  for (std::size_t i = 0; i < runs.size(); ++i) result.blocks.push_back({splits[i], repeats[i]});
  if (!are_distinct(runs, result.blocks)) {
    result.is_paired = false;
    number_in_order(runs, result.blocks);
  }
  count_blocks(runs, result);
  return result;
}

}  // namespace emsurvey

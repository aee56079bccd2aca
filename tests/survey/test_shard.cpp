#include <gtest/gtest.h>

#include <algorithm>

#include "support/input_error.h"
#include "survey/shard.h"

namespace emsurvey {
namespace {

/// Returns experiments with the given numbers of steps as their cost.
std::vector<Experiment> grid_of(const std::vector<std::int64_t>& steps) {
  std::vector<Experiment> grid;
  for (const auto count : steps) {
    Experiment experiment;
    experiment.run = static_cast<int>(grid.size()) + 1;
    experiment.network = {"resnet", 1, 4, 2};
    experiment.crop_px = 16;
    experiment.steps = count;
    grid.push_back(experiment);
  }
  return grid;
}

std::vector<int> runs_of(const std::vector<Experiment>& grid, const std::string& shard) {
  std::vector<int> runs;
  for (const auto& experiment : shard_of(grid, parse_shard(shard))) runs.push_back(experiment.run);
  return runs;
}

TEST(Shard, DealsOutCostlyRunsFirst) {
  const auto grid = grid_of({10, 20, 90, 80, 30});
  EXPECT_EQ(runs_of(grid, "1/2"), (std::vector{1, 3, 5}));
  EXPECT_EQ(runs_of(grid, "2/2"), (std::vector{2, 4}));
}

TEST(Shard, EveryRunBelongsToOneShard) {
  const auto grid = grid_of({7, 7, 7, 1, 9, 7, 2});
  std::vector<int> all;
  for (const char* shard : {"1/3", "2/3", "3/3"})
    for (const int run : runs_of(grid, shard)) all.push_back(run);
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all, (std::vector{1, 2, 3, 4, 5, 6, 7}));
}

TEST(Shard, IsTheWholeGridForOneJobAndEmptyForOneTooMany) {
  const auto grid = grid_of({1, 2});
  EXPECT_EQ(runs_of(grid, "1/1"), (std::vector{1, 2}));
  EXPECT_TRUE(runs_of(grid, "3/3").empty());
}

TEST(Shard, RefusesWhatIsNone) {
  for (const char* text : {"", "2", "0/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2", "1.5/2"})
    EXPECT_INPUT_ERROR(parse_shard(text), "shard");
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include "survey/work_order.h"

namespace emsurvey {
namespace {

Experiment experiment(int repeat, int split, std::int64_t steps) {
  Experiment e;
  e.network = {.name = "resnet", .depth = 1, .filters = 4, .label_count = 3};
  e.repeat = repeat;
  e.split = split;
  e.steps = steps;
  e.batch = 1;
  e.crop_px = 32;
  return e;
}

TEST(WorkOrder, EndsABlockOfSettingsBeforeTheNext) {
  // In the order of a grid with the axes steps, split and repeat.
  std::vector<Experiment> grid;
  for (const int steps : {10, 30, 20})
    for (const int split : {1, 2})
      for (const int repeat : {1, 2}) grid.push_back(experiment(repeat, split, steps));
  EXPECT_EQ(work_order(grid), (std::vector<std::size_t>{4, 8, 0, 6, 10, 2, 5, 9, 1, 7, 11, 3}));
}

TEST(WorkOrder, KeepsTheOrderOfEquallyCostlyExperiments) {
  EXPECT_EQ(work_order({experiment(1, 1, 5), experiment(1, 1, 5), experiment(1, 1, 6)}),
            (std::vector<std::size_t>{2, 0, 1}));
  EXPECT_TRUE(work_order({}).empty());
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include <map>

#include "mpi/groups.h"
#include "mpi/preflight.h"
#include "support/environment.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

TEST(AssignGroups, KeepsGroupsOnTheirNodes) {
  EXPECT_EQ(assign_groups({0, 0, 0, 0, 4, 4, 4, 4}, 2), (std::vector<int>{0, 0, 1, 1, 2, 2, 3, 3}));
  EXPECT_EQ(assign_groups({0, 1, 0, 1}, 2),
            (std::vector<int>{0, 1, 0, 1}));  // Ranks assigned to nodes round-robin.
}

TEST(AssignGroups, JoinsWhatNodesLeaveOver) {
  EXPECT_EQ(assign_groups({0, 0, 0, 3, 3, 3}, 2), (std::vector<int>{0, 0, 2, 1, 1, 2}));
  EXPECT_EQ(assign_groups({0, 0, 0}, 2), (std::vector<int>{0, 0, -1}));
}

TEST(RankGroup, HasTheRanksThatWereAskedFor) {
  const Communicator world = Communicator::world();
  for (int width = 1; width <= world.size(); ++width) {
    const RankGroup group = make_rank_group(world, width);
    EXPECT_EQ(group.group_count, world.size() / width);
    EXPECT_EQ(group.idle_ranks, world.size() % width);
    if (group.index >= 0) {
      EXPECT_EQ(group.ranks.size(), width);
    }
    EXPECT_EQ(group.straddling, 0);
  }
  EXPECT_INPUT_ERROR(make_rank_group(world, world.size() + 1), "ranks-per-training");
}

Environment environment(std::map<std::string, std::string> variables) {
  return [variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

TEST(Preflight, RefusesProcessesThatDoNotKnowOfEachOther) {
  EXPECT_INPUT_ERROR(check_world_size(1, environment({{"OMPI_COMM_WORLD_SIZE", "4"}})),
                     "started 4 processes");
  EXPECT_INPUT_ERROR(check_world_size(1, environment({{"SLURM_PROCID", "0"}, {"SLURM_STEP_NUM_TASKS", "8"}})),
                     "srun");
  EXPECT_FALSE(check_world_size(4, environment({{"OMPI_COMM_WORLD_SIZE", "4"}})));
  EXPECT_FALSE(check_world_size(1, environment({})));
}

TEST(Preflight, WarnsOfTasksThatStayIdle) {
  const auto warning =
      check_world_size(2, environment({{"SLURM_NTASKS", "8"}, {"OMPI_COMM_WORLD_SIZE", "2"}}));
  ASSERT_TRUE(warning);
  EXPECT_NE(warning->find("8 tasks"), std::string::npos);
  // mpirun starts one daemon per node in a Slurm step of its own.
  EXPECT_FALSE(check_world_size(8, environment({{"SLURM_PROCID", "0"},
                                                {"SLURM_STEP_NUM_TASKS", "2"},
                                                {"SLURM_NTASKS", "8"},
                                                {"OMPI_COMM_WORLD_SIZE", "8"}})));
}

TEST(Preflight, GivesARankAtLeastOneThreadAndWarnsOfTooMany) {
  const Communicator node = Communicator::world().split_by_node();
  const ThreadPlan plan = plan_threads(node, 0, with({}));
  EXPECT_GE(plan.threads, 1);
  EXPECT_EQ(plan.cores, plan.threads);
  const ThreadPlan greedy = plan_threads(node, 1000, with({}));
  EXPECT_EQ(greedy.threads, 1000);
  EXPECT_EQ(greedy.cores, plan.cores);
  EXPECT_TRUE(greedy.warning);
}

TEST(Preflight, GivesARankWhatSlurmGaveIt) {
  const Communicator node = Communicator::world().split_by_node();
  const auto cores_with = [&](const char* name, int cpus) {
    return plan_threads(node, 0, with({{name, std::to_string(cpus)}})).cores;
  };
  const int all = plan_threads(node, 0, with({})).cores;
  EXPECT_EQ(cores_with("SLURM_CPUS_PER_TASK", 1), 1);
  EXPECT_EQ(cores_with("SLURM_CPUS_ON_NODE", 1), 1);
  EXPECT_EQ(cores_with("SLURM_CPUS_PER_TASK", 100000), all);
  EXPECT_EQ(cores_with("SLURM_CPUS_ON_NODE", 100000), all);
}

}  // namespace
}  // namespace emsurvey

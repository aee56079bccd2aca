#include <gtest/gtest.h>

#include <map>

#include "train/make_reducer.h"

namespace emsurvey {
namespace {

Environment with(std::map<std::string, std::string> variables) {
  return [variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

TEST(Nccl, JoinsRanksWithAGpuEach) {
  EXPECT_TRUE(may_use_nccl({"a", "b", "c"}, with({})));
}

TEST(Nccl, IsNoUseWhereARankHasNoGpu) {
  EXPECT_FALSE(may_use_nccl({"", ""}, with({})));
  EXPECT_FALSE(may_use_nccl({"a", ""}, with({{"NCCL_HOSTID", "1"}})));
}

TEST(Nccl, JoinsRanksThatShareAGpuOnlyWhereItsVariablesAllowIt) {
  EXPECT_FALSE(may_use_nccl({"a", "b", "a"}, with({})));
  EXPECT_TRUE(may_use_nccl({"a", "a"}, with({{"NCCL_HOSTID", "1"}})));
  EXPECT_TRUE(may_use_nccl({"a", "a"}, with({{"NCCL_MULTI_RANK_GPU_ENABLE", "1"}})));
}

}  // namespace
}  // namespace emsurvey

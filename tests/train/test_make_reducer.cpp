#include <gtest/gtest.h>

#include "support/environment.h"
#include "train/make_reducer.h"

namespace emsurvey {
namespace {

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

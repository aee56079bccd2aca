#include <gtest/gtest.h>

#include "mpi/preflight.h"
#include "support/environment.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

const auto knows_pmi2 = [] { return true; };
const auto knows_pmix_alone = [] { return false; };

TEST(Launcher, IsRefusedWhenItsProcessesCannotMeet) {
  EXPECT_INPUT_ERROR(check_launcher(with({{"SLURM_STEP_NUM_TASKS", "4"}}), knows_pmi2), "--mpi=pmix");
  EXPECT_INPUT_ERROR(
      check_launcher(with({{"SLURM_STEP_NUM_TASKS", "4"}, {"PMI_RANK", "3"}}), knows_pmix_alone),
      "--mpi=pmi2, which");
}

TEST(Launcher, IsFineWithPmixUnderMpirunAndAlone) {
  const auto is_fine = [](std::map<std::string, std::string> variables) {
    EXPECT_NO_THROW(check_launcher(with(std::move(variables)), knows_pmix_alone));
  };
  is_fine({});
  is_fine({{"SLURM_STEP_NUM_TASKS", "1"}});
  is_fine({{"SLURM_STEP_NUM_TASKS", "4"}, {"PMIX_RANK", "3"}, {"PMI_RANK", "3"}});
  is_fine({{"SLURM_STEP_NUM_TASKS", "2"}, {"OMPI_COMM_WORLD_SIZE", "8"}});
  EXPECT_NO_THROW(check_launcher(with({{"SLURM_STEP_NUM_TASKS", "4"}, {"PMI_RANK", "3"}}), knows_pmi2));
}

TEST(WorldSize, IsWhatTheLauncherPromised) {
  EXPECT_FALSE(check_world_size(1, with({})));
  EXPECT_FALSE(check_world_size(4, with({{"OMPI_COMM_WORLD_SIZE", "4"}, {"SLURM_NTASKS", "4"}})));
  EXPECT_INPUT_ERROR(check_world_size(1, with({{"OMPI_COMM_WORLD_SIZE", "4"}})), "mpirun");
  EXPECT_INPUT_ERROR(check_world_size(1, with({{"SLURM_PROCID", "0"}, {"SLURM_STEP_NUM_TASKS", "2"}})),
                     "srun");
}

TEST(WorldSize, MayLeaveTasksOfAnAllocationUnused) {
  const auto warning = check_world_size(1, with({{"SLURM_NTASKS", "2"}, {"SLURM_PROCID", "0"}}));
  ASSERT_TRUE(warning);
  EXPECT_NE(warning->find("2 tasks"), std::string::npos);
}

TEST(Cores, AreOneForEachTrainingOnAGpuAndOneMore) {
  EXPECT_FALSE(check_cores_for_gpu(5, 4));
  const auto warning = check_cores_for_gpu(4, 4);
  ASSERT_TRUE(warning);
  EXPECT_NE(warning->find("pe=5"), std::string::npos);
}

TEST(Gpus, ThatSlurmGaveAndNobodyUsesAreToldOf) {
  EXPECT_FALSE(check_gpus(with({})));
  const auto warning = check_gpus(with({{"SLURM_GPUS_ON_NODE", "4"}}));
  ASSERT_TRUE(warning);
  EXPECT_NE(warning->find("4 GPU(s)"), std::string::npos);
}

}  // namespace
}  // namespace emsurvey

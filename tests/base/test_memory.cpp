// Tests for available_memory().
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>

#include "base/memory.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

TEST(Memory, IsWhatTheAddressSpaceLeaves) {
  EXPECT_GT(available_memory(), 0U);
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_AS, &before), 0);
  constexpr std::uint64_t room = 50 << 20;
  rlimit limit = before;
  limit.rlim_cur = pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) + room;
  ASSERT_EQ(setrlimit(RLIMIT_AS, &limit), 0);
  const std::uint64_t available = available_memory();
  ASSERT_EQ(setrlimit(RLIMIT_AS, &before), 0);
  EXPECT_LE(available, room);
}

class ControlGroup : public ::testing::Test {
 protected:
  void write(const std::string& path, const std::string& text) const {
    const auto file = folder_.path() / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text << '\n';
  }
  void limit(const std::string& group, const std::string& bytes, const std::string& used) const {
    const std::string folder = "sys/fs/cgroup/memory" + group;
    write(folder + "/memory.limit_in_bytes", bytes);
    write(folder + "/memory.usage_in_bytes", used);
  }
  std::uint64_t available() const { return available_to_control_group(folder_.path().string()); }

  const TemporaryFolder folder_;
};

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

TEST_F(ControlGroup, OfVersion1IsThatOfTheMemoryController) {
  write("proc/self/cgroup", "12:cpuset:/other\n9:hugetlb,memory:/slurm/job_7\n1:name=systemd:/user");
  limit("/other", "1000", "0");
  limit("/slurm/job_7", "5000", "1200");
  EXPECT_EQ(available(), 3800U);
  // Its file cache is given up when memory is needed.
  write("sys/fs/cgroup/memory/slurm/job_7/memory.stat", "cache 900\ntotal_inactive_file 200");
  EXPECT_EQ(available(), 4000U);
}

TEST_F(ControlGroup, OfVersion1IsLimitedByThoseAboveIt) {
  write("proc/self/cgroup", "9:memory:/slurm/job_7");
  limit("/slurm/job_7", "9223372036854771712", "1200");
  EXPECT_EQ(available(), 9223372036854771712U - 1200U);
  limit("/slurm", "4000", "3000");
  EXPECT_EQ(available(), 1000U);
  limit("", "4000", "5000");
  EXPECT_EQ(available(), 0U);
}

TEST_F(ControlGroup, OfVersion2MayHaveNoLimit) {
  write("proc/self/cgroup", "0::/job");
  write("sys/fs/cgroup/job/memory.max", "max");
  write("sys/fs/cgroup/job/memory.current", "10");
  EXPECT_EQ(available(), unlimited);
  write("sys/fs/cgroup/job/memory.max", "100");
  EXPECT_EQ(available(), 90U);
}

TEST_F(ControlGroup, LimitsNothingWhereTheSystemSaysNothing) {
  EXPECT_EQ(available(), unlimited);
  write("proc/self/cgroup", "9:memory:/slurm/job_7\nnonsense\n\n");
  EXPECT_EQ(available(), unlimited);
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <thread>

#include "base/error.h"
#include "store/lock_file.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

const Waiting in_silence{[](const std::string&) {}, [] {}};

/// Returns a process of this host that has ended.
Process ended_process() {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(0);
  Process process = this_process();
  process.pid = pid;
  ::waitpid(pid, nullptr, 0);
  return process;
}

std::unique_ptr<LockFile> claim(const std::filesystem::path& path, const Process& process) {
  return std::make_unique<LockFile>(path, std::vector{process}, std::vector{process}, in_silence);
}

int file_count(const std::filesystem::path& folder) {
  return static_cast<int>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

/// Leaves a lock file as kill -9 does.
void leave_dead_claim(const std::filesystem::path& path) {
  const auto kept = path.string() + ".kept";
  {
    const auto dead = claim(path, ended_process());
    std::filesystem::copy_file(path, kept);
  }
  std::filesystem::rename(kept, path);
}

TEST(LockFile, RefusesASecondOwnerByNameAndIsGivenUp) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  {
    const auto first = claim(path, this_process());
    EXPECT_INPUT_ERROR(claim(path, this_process()), "process " + std::to_string(::getpid()) + " on ");
    EXPECT_EQ(read_lock_file(path)->token, first->token());
  }
  EXPECT_EQ(file_count(folder.path()), 0);
  EXPECT_NO_THROW(claim(path, this_process()));
}

TEST(LockFile, OfAnotherPartStandsBeside) {
  const TemporaryFolder folder;
  const auto first = claim(folder.path() / "task1.owner", this_process());
  EXPECT_NO_THROW(claim(folder.path() / "task2.owner", this_process()));
}

TEST(LockFile, BeatsChangeWhatOthersRead) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  const auto own = claim(path, this_process());
  const auto before = read_lock_file(path)->beat;
  own->beat();
  EXPECT_NE(read_lock_file(path)->beat, before);
  EXPECT_EQ(read_lock_file(path)->token, own->token());
}

TEST(LockFile, OfADeadProcessIsTakenOverByExactlyOneOfMany) {
  for (int round = 0; round < 20; ++round) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "survey.owner";
    leave_dead_claim(path);
    ASSERT_TRUE(read_lock_file(path));
    std::atomic<int> owners = 0, refused = 0, ready = 0;
    constexpr int many = 8;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < many; ++i) {
        threads.emplace_back([&] {
          for (++ready; ready < many;) std::this_thread::yield();
          try {
            const auto own = claim(path, this_process());
            ++owners;
            while (owners + refused < many) std::this_thread::yield();
          } catch (const InputError&) {
            ++refused;
          }
        });
      }
    }
    EXPECT_EQ(owners, 1);
    EXPECT_EQ(refused, many - 1);
    EXPECT_EQ(file_count(folder.path()), 0);
  }
}

TEST(LockFile, ThatIsDamagedIsRefusedWithWhatToDo) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  std::ofstream(path) << "{\"beat\": \"0";
  EXPECT_INPUT_ERROR(claim(path, this_process()), "survey.owner");
}

TEST(Process, IsGoneOnceItsNumberBelongsToAnother) {
  Process process = this_process();
  EXPECT_EQ(state_of(process), ProcessState::running);
  process.start += 1;
  EXPECT_EQ(state_of(process), ProcessState::gone);
}

}  // namespace
}  // namespace emsurvey

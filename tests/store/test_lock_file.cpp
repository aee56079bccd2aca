#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <thread>

#include "base/error.h"
#include "store/lock_file.h"
#include "support/input_error.h"
#include "support/processes.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

const Waiting in_silence{[](const std::string&) {}, [] {}};

std::unique_ptr<LockFile> take_lock(const std::filesystem::path& path, const Process& process,
                                    const Waiting& waiting = in_silence) {
  return std::make_unique<LockFile>(path, std::vector{process}, std::vector{process}, waiting);
}

int file_count(const std::filesystem::path& folder) {
  return static_cast<int>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

/// Leaves a lock file as kill -9 does.
void leave_dead_claim(const std::filesystem::path& path) {
  const auto kept = path.string() + ".kept";
  {
    const auto dead = take_lock(path, ended_process());
    std::filesystem::copy_file(path, kept);
  }
  std::filesystem::rename(kept, path);
}

TEST(LockFile, RefusesASecondOwnerByNameAndIsGivenUp) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  {
    const auto first = take_lock(path, this_process());
    EXPECT_INPUT_ERROR(take_lock(path, this_process()), "process " + std::to_string(::getpid()) + " on ");
    EXPECT_EQ(read_lock_file(path)->token, first->token());
  }
  EXPECT_EQ(file_count(folder.path()), 0);
  EXPECT_NO_THROW(take_lock(path, this_process()));
}

TEST(LockFile, OfAnotherPartStandsBeside) {
  const TemporaryFolder folder;
  const auto first = take_lock(folder.path() / "task1.owner", this_process());
  EXPECT_NO_THROW(take_lock(folder.path() / "task2.owner", this_process()));
}

TEST(LockFile, BeatsChangeWhatOthersRead) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  const auto own = take_lock(path, this_process());
  const auto before = read_lock_file(path)->beat;
  own->beat();
  EXPECT_NE(read_lock_file(path)->beat, before);
  EXPECT_EQ(read_lock_file(path)->token, own->token());
}

/// Thrown by a thread that finds the lock taken, so that the test need not wait until it is refused.
struct GivesUp {};

TEST(LockFile, OfADeadProcessIsTakenOverByExactlyOneOfMany) {
  for (int round = 0; round < 20; ++round) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "survey.owner";
    leave_dead_claim(path);
    ASSERT_TRUE(read_lock_file(path));
    std::atomic<int> owners = 0, losers = 0, ready = 0;
    constexpr int many = 8;
    const Waiting until_taken{[](const std::string&) {},
                              [&] {
                                if (owners > 0) throw GivesUp();
                              }};
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < many; ++i) {
        threads.emplace_back([&] {
          for (++ready; ready < many;) std::this_thread::yield();
          try {
            const auto own = take_lock(path, this_process(), until_taken);
            ++owners;
            while (owners + losers < many) std::this_thread::yield();
          } catch (const GivesUp&) {
            ++losers;
          } catch (const InputError&) {
            ++losers;
          }
        });
      }
    }
    EXPECT_EQ(owners, 1);
    EXPECT_EQ(losers, many - 1);
    EXPECT_EQ(file_count(folder.path()), 0);
  }
}

TEST(LockFile, OfAProcessThatEndsWhileItIsLookedAtIsTakenOver) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  LivingProcess owner;
  const auto first = take_lock(path, owner.process);
  const auto second = take_lock(path, this_process(), {[](const std::string&) {}, [&] { owner.end(); }});
  EXPECT_EQ(second->predecessor()->token, first->token());
  EXPECT_EQ(read_lock_file(path)->token, second->token());
}

TEST(LockFile, OfAnOwnerThatWasAskedToStopIsWaitedFor) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  LivingProcess owner;
  const auto first = take_lock(path, owner.process);
  std::string said;
  int looks = 0;
  const Waiting waiting{[&](const std::string& line) { said += line; },
                        [&] {
                          if (++looks == 1) first->beat(/*is_ending=*/true);
                          if (!said.empty()) owner.end();
                        }};
  const auto second = take_lock(path, this_process(), waiting);
  EXPECT_EQ(said, "waits for the remaining processes of an earlier run to end: process " +
                      std::to_string(owner.process.pid) + " on " + owner.process.host);
  EXPECT_EQ(read_lock_file(path)->token, second->token());
}

TEST(LockFile, OfALivingOwnerIsLookedAtUntilASignalToItWouldShow) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  LivingProcess owner;
  const auto first = take_lock(path, owner.process);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_INPUT_ERROR(take_lock(path, this_process()), "is being worked on by process");
  const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(duration.count(), 1.25)
      << "mpirun passes it on after a second, a rank says so in a quarter of one";
}

TEST(LockFile, ThatIsDamagedIsRefusedWithWhatToDo) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  std::ofstream(path) << "{\"beat\": \"0";
  EXPECT_INPUT_ERROR(take_lock(path, this_process()), "survey.owner");
}

}  // namespace
}  // namespace emsurvey

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

#include "plan/child_processes.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

TEST(ChildProcesses, EachGiveTheirResult) {
  const std::string long_text(1 << 20, 'x');
  const auto results =
      in_child_processes(3, [&](const Meet&) { return std::to_string(::getpid()) + " " + long_text; });
  ASSERT_EQ(results.size(), 3U);
  std::set<std::string> distinct(results.begin(), results.end());
  EXPECT_EQ(distinct.size(), 3U);
  for (const auto& result : results) EXPECT_TRUE(result.ends_with(" " + long_text));
}

TEST(ChildProcesses, MeetBeforeTheyGoOn) {
  const TemporaryFolder folder;
  const auto results = in_child_processes(4, [&](const Meet& meet) {
    std::ofstream(folder.path() / std::to_string(::getpid())) << "here";
    meet();
    const auto there = std::distance(std::filesystem::directory_iterator(folder.path()), {});
    meet();
    return std::to_string(there);
  });
  EXPECT_EQ(results, std::vector<std::string>(4, "4"));
}

/// False for a process that was killed and has not been waited for.
bool is_running(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string number, name, state;
  stat >> number >> name >> state;
  return state != "Z";
}

std::string message_of(const std::function<std::string(const Meet&)>& work) {
  try {
    in_child_processes(2, work);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(ChildProcesses, ThatFailAreToldOf) {
  EXPECT_EQ(message_of([](const Meet&) -> std::string { throw std::runtime_error("no memory"); }),
            "no memory");
  EXPECT_EQ(message_of([](const Meet& meet) -> std::string {
              meet();
              ::raise(SIGKILL);
              return "";
            }),
            "a process that measured ended by signal 9");
}

TEST(ChildProcesses, ThatAreKilledWhileTheyWaitForOthersAreToldOf) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "waiting";
  EXPECT_EQ(message_of([&](const Meet& meet) -> std::string {
              // The child that creates the file waits for the other one, which kills it.
              const int made = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600);
              if (made >= 0) {
                const auto pid = std::to_string(::getpid()) + "\n";
                if (::write(made, pid.data(), pid.size()) < 0) return "";
              } else {
                pid_t other = 0;
                while (!(std::ifstream(path) >> other)) {
                }
                ::kill(other, SIGKILL);
                while (::kill(other, 0) == 0 && is_running(other)) {
                }
              }
              meet();
              return "";
            }),
            "a process that measured ended by signal 9");
}

}  // namespace
}  // namespace emsurvey

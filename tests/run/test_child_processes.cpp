#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

#include "run/child_processes.h"
#include "run/child_processes.h"
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

}  // namespace
}  // namespace emsurvey

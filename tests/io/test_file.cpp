#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "io/file.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

class File : public ::testing::Test {
 protected:
  fs::path path(const std::string& name) const { return folder_.path() / name; }
  /// A temporary file of `process` on `host`.
  fs::path abandoned(const std::string& host, pid_t process) {
    make_folder(path("train/1"));
    const fs::path file = path("train/1/.checkpoint.h5." + host + "." + std::to_string(process) + ".tmp");
    write_file(file, "half");
    return file;
  }
  static std::string this_host() {
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    return host;
  }
  /// A process that has ended, and was waited for.
  static pid_t ended_process() {
    const pid_t process = ::fork();
    if (process == 0) ::_exit(0);
    ::waitpid(process, nullptr, 0);
    return process;
  }
  const TemporaryFolder folder_;
};

TEST_F(File, IsReplacedAsAWhole) {
  write_file(path("a"), "first");
  write_file(path("a"), std::string("sec\0nd", 6));
  EXPECT_EQ(read_file(path("a")), std::string("sec\0nd", 6));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 1);
}

TEST_F(File, NamesWhatCannotBeReadOrWritten) {
  EXPECT_INPUT_ERROR(read_file(path("nothing")), path("nothing").string());
  EXPECT_INPUT_ERROR(read_file(folder_.path()), "is not a file");
  EXPECT_INPUT_ERROR(write_file(path("no/folder"), ""), path("no").string());
  write_file(path("large"), std::string(100, 'x'));
  EXPECT_INPUT_ERROR(read_file(path("large"), 99), "100 bytes");
}

TEST_F(File, ThatAKilledProcessLeftIsRemoved) {
  const fs::path of_dead = abandoned(this_host(), ended_process());
  const fs::path of_living = abandoned(this_host(), ::getpid());
  const fs::path of_other_host = abandoned("elsewhere", 1);
  const fs::path other = path("notes.tmp");
  write_file(other, "");
  remove_abandoned_files(folder_.path());
  EXPECT_FALSE(fs::exists(of_dead));
  EXPECT_TRUE(fs::exists(of_living));
  EXPECT_TRUE(fs::exists(of_other_host));
  EXPECT_TRUE(fs::exists(other));
}

TEST_F(File, OfAnotherHostIsRemovedWhenOld) {
  const fs::path file = abandoned("elsewhere", 1);
  write_file(path("newest"), "");
  const auto newest = fs::last_write_time(path("newest"));
  fs::last_write_time(file, newest - std::chrono::hours(23));
  remove_abandoned_files(folder_.path());
  EXPECT_TRUE(fs::exists(file));
  fs::last_write_time(file, newest - std::chrono::hours(25));
  remove_abandoned_files(folder_.path());
  EXPECT_FALSE(fs::exists(file));
}

}  // namespace
}  // namespace emsurvey

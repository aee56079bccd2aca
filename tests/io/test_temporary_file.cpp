// Temporary files of dead processes are removed, those of living ones never.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "io/checksummed.h"
#include "io/file.h"
#include "io/temporary_file.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// A child process that has begun to write `path` and waits to be killed.
class Writer {
 public:
  explicit Writer(const fs::path& path) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ == 0) {
      std::ofstream(temporary_path(path)) << "half";
      const std::string name = temporary_path(path).string();
      if (::write(ends[1], name.data(), name.size()) < 0) ::_exit(1);
      for (;;) ::pause();
    }
    char name[4096];
    const ssize_t length = ::read(ends[0], name, sizeof name);
    file_ = std::string(name, static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    ::close(ends[0]);
    ::close(ends[1]);
  }
  ~Writer() { end(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  const fs::path& file() const { return file_; }
  void end() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
  }

 private:
  pid_t process_ = -1;
  fs::path file_;
};

class TemporaryFile : public testing::Test {
 protected:
  /// Returns the temporary file of `path` as a writer on another system, or with another start, would name
  /// it.
  static fs::path of_another(const fs::path& path, const std::string& system, const std::string& start) {
    const std::string own = temporary_path(path).filename().string();
    const auto dash = own.find('-'), last_dash = own.rfind('-');
    const auto system_begin = own.rfind('.', dash) + 1;
    const std::string name = own.substr(0, system_begin) +
                             (system.empty() ? own.substr(system_begin, dash - system_begin) : system) +
                             own.substr(dash, last_dash - dash) + "-" +
                             (start.empty() ? own.substr(last_dash + 1, own.size() - last_dash - 5) : start) +
                             ".tmp";
    std::ofstream(path.parent_path() / name) << "half";
    return path.parent_path() / name;
  }

  TemporaryFolder folder_;
  const fs::path path_ = folder_.path() / "train" / "1" / "checkpoint.h5";
  void SetUp() override { make_folder(path_.parent_path()); }
};

TEST_F(TemporaryFile, OfADeadProcessIsRemovedAnywhereBelow) {
  Writer writer(path_);
  remove_left_over_files(folder_.path());
  EXPECT_TRUE(fs::exists(writer.file()));
  writer.end();
  remove_left_over_files(folder_.path());
  EXPECT_FALSE(fs::exists(writer.file()));
}

TEST_F(TemporaryFile, OfADeadProcessIsRemovedByTheNextWriteOfTheSameFileAlone) {
  Writer same(path_), other(path_.parent_path() / "other.h5");
  same.end();
  other.end();
  write_checksummed(path_, "whole");
  EXPECT_FALSE(fs::exists(same.file()));
  EXPECT_TRUE(fs::exists(other.file()));
}

TEST_F(TemporaryFile, OfAnEarlierProcessWithTheSameNumberIsRemoved) {
  const fs::path earlier = of_another(path_, "", "1");
  const fs::path own = of_another(path_, "", "");
  remove_left_over_files(folder_.path());
  EXPECT_FALSE(fs::exists(earlier));
  EXPECT_TRUE(fs::exists(own));
}

TEST_F(TemporaryFile, OfAnotherSystemStaysWhileItIsNew) {
  const fs::path file = of_another(path_, "elsewhere", "");
  remove_left_over_files(folder_.path());
  EXPECT_TRUE(fs::exists(file));
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::minutes(61));
  remove_left_over_files(folder_.path());
  EXPECT_FALSE(fs::exists(file));
}

TEST_F(TemporaryFile, AFileOfTheUsersStays) {
  for (const char* name : {"notes.tmp", ".notes.tmp", ".a.b-c-d.tmp", ".a.b-1.tmp"}) {
    std::ofstream(folder_.path() / name) << "mine";
    fs::last_write_time(folder_.path() / name, fs::file_time_type::clock::now() - std::chrono::hours(48));
  }
  remove_left_over_files(folder_.path());
  for (const char* name : {"notes.tmp", ".notes.tmp", ".a.b-c-d.tmp", ".a.b-1.tmp"})
    EXPECT_TRUE(fs::exists(folder_.path() / name)) << name;
}

TEST_F(TemporaryFile, OfALongNameIsShortEnough) {
  const fs::path path = folder_.path() / std::string(240, 'n');
  write_file(path, "whole");
  EXPECT_EQ(read_file(path), "whole");
}

}  // namespace
}  // namespace emsurvey

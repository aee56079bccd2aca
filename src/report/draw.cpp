#include "report/draw.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>
#include <vector>

#include "base/error.h"
#include "io/file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

const char* const remedy =
    "install gnuplot 5.4 or later (Debian, Ubuntu: apt-get install gnuplot-nox) and run emsurvey report";

constexpr std::chrono::minutes time_limit{10};

/// A private temporary folder, removed with its contents on destruction.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (fs::temp_directory_path() / "emsurvey-figure-XXXXXX").string();
    require(::mkdtemp(pattern.data()) != nullptr, pattern,
            std::string("cannot make a temporary folder (") + std::strerror(errno) + ")",
            "name one that can be written in TMPDIR");
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Standard streams and working folder of a new process, for posix_spawn.
class FileActions {
 public:
  FileActions(const fs::path& folder, const fs::path& output) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT, 0600);
    ::posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
    ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
  }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

/// Runs a program and returns its status as waitpid does. Uses posix_spawn, since a process that uses MPI
/// should not be copied by fork.
int run_program(std::vector<std::string> words, const fs::path& folder, const fs::path& output,
                const ProgressCallback& on_progress) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const FileActions actions(folder, output);
  pid_t process = 0;
  const int error = ::posix_spawnp(&process, arguments[0], actions.get(), nullptr, arguments.data(), environ);
  require(error == 0, words[0], std::string("cannot be started (") + std::strerror(error) + ")", remedy);
  const auto end = std::chrono::steady_clock::now() + time_limit;
  for (int status = 0;;) {
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process) return status;
    require(ended == 0 || errno == EINTR, words[0], std::string("is lost (") + std::strerror(errno) + ")",
            remedy);
    if (std::chrono::steady_clock::now() > end) {
      ::kill(process, SIGKILL);
      ::waitpid(process, &status, 0);
      throw InputError(words[0], "took more than ten minutes and was stopped", remedy);
    }
    on_progress();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

/// Returns the last line of gnuplot's output, which names the error.
std::string last_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const std::size_t begin = text.rfind('\n');
  return begin == std::string::npos ? text : text.substr(begin + 1);
}

}  // namespace

Drawing draw(const std::string& script, const ProgressCallback& on_progress) {
  const ScratchFolder scratch;
  const fs::path output = scratch.path() / "output.txt";
  write_file(scratch.path() / "figure.gnuplot", script);
  const int status =
      run_program({"gnuplot", "--default-settings", "figure.gnuplot"}, scratch.path(), output, on_progress);
  const bool is_drawn =
      status == 0 && fs::exists(scratch.path() / "figure.svg") && fs::exists(scratch.path() / "figure.png");
  // glibc's posix_spawnp reports a missing program itself; with other C libraries the new process exits with
  // status 127.
  require(is_drawn, "gnuplot", "cannot draw the figure (" + last_line(read_file(output)) + ")", remedy);
  return {read_file(scratch.path() / "figure.svg"), read_file(scratch.path() / "figure.png")};
}

}  // namespace emsurvey

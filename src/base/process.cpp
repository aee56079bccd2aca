#include "base/process.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace emsurvey {
namespace {

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

const std::string& this_pid_namespace() {
  static const std::string pid_namespace = [] {
    std::error_code ignored;
    const auto pids = std::filesystem::read_symlink("/proc/self/ns/pid", ignored);
    return first_line("/proc/sys/kernel/random/boot_id") + " " + pids.string();
  }();
  return pid_namespace;
}

struct ProcessStatus {
  char state = ' ';
  std::int64_t start = 0;
};

/// Parses /proc/<pid>/stat. The program name stands in parentheses and may contain any character, so the
/// search starts at the last closing parenthesis.
std::optional<ProcessStatus> status_of(int pid) {
  std::string line = first_line("/proc/" + std::to_string(pid) + "/stat");
  const auto bracket = line.rfind(')');
  if (bracket == std::string::npos) return {};
  std::istringstream words(line.substr(bracket + 1));
  ProcessStatus status;
  words >> status.state;
  std::string skipped;
  for (int field = 4; field < 22; ++field) words >> skipped;
  words >> status.start;
  if (!words) return {};
  return status;
}

Process process_of(int pid) {
  const auto status = status_of(pid);
  return {host_name(), this_pid_namespace(), pid, status ? status->start : 0};
}

}  // namespace

std::string host_name() {
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  return host;
}

Process this_process() {
  return process_of(::getpid());
}

Process parent_process() {
  return process_of(::getppid());
}

bool is_here(const Process& process) {
  return process.pid_namespace == this_pid_namespace();
}

ProcessState state_of(const Process& process) {
  if (::kill(process.pid, 0) != 0 && errno == ESRCH) return ProcessState::gone;
  const auto status = status_of(process.pid);
  // /proc may hide the processes of other users; then only the process number can be checked.
  if (!status)
    return ::kill(process.pid, 0) != 0 && errno == ESRCH ? ProcessState::gone : ProcessState::running;
  if (status->start != process.start || status->state == 'Z' || status->state == 'X')
    return ProcessState::gone;
  return status->state == 'T' || status->state == 't' ? ProcessState::stopped : ProcessState::running;
}

}  // namespace emsurvey

#include "io/temporary_file.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

constexpr const char* suffix = ".tmp";
/// Longer than any file takes to be written.
constexpr std::chrono::hours quiet_time{1};

std::string contents_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The running system with its process numbers: another machine, boot or container is another one.
std::string system_name() {
  std::string name = contents_of("/proc/sys/kernel/random/boot_id").substr(0, 18);
  std::error_code ignored;
  name += fs::read_symlink("/proc/self/ns/pid", ignored).string();
  std::erase_if(name, [](unsigned char c) { return std::isalnum(c) == 0; });
  return name;
}

/// When a process began, in ticks since the boot: process numbers come back, these pairs do not.
std::optional<std::string> start_of(const std::string& process) {
  const std::string text = contents_of(fs::path("/proc") / process / "stat");
  const auto name_end = text.rfind(')');  // the name may hold blanks and parentheses
  if (name_end == std::string::npos) return {};
  std::istringstream fields(text.substr(name_end + 1));
  std::string field;
  for (int number = 3; number <= 22; ++number) fields >> field;
  if (!fields) return {};
  return field;
}

struct Writer {
  std::string system, process, start;
};

Writer this_process() {
  const std::string process = std::to_string(::getpid());
  return {system_name(), process, start_of(process).value_or("0")};
}

/// Of ".<name>.<system>-<process>-<start>.tmp"; nothing when `file` is called otherwise.
std::optional<Writer> writer_of(const fs::path& file) {
  if (file.extension() != suffix || !file.filename().string().starts_with('.')) return {};
  std::string words = file.stem().extension().string();
  if (std::count(words.begin(), words.end(), '-') != 2) return {};
  std::replace(words.begin(), words.end(), '-', ' ');
  std::istringstream stream(words.substr(1));
  Writer writer;
  if (!(stream >> writer.system >> writer.process >> writer.start)) return {};
  const auto is_number = [](const std::string& text) {
    return text.size() < 20 && text.find_first_not_of("0123456789") == std::string::npos;
  };
  if (!is_number(writer.process) || !is_number(writer.start)) return {};
  return writer;
}

/// What time it is where the files of `folder` are: the clocks of nodes and file servers differ.
std::optional<fs::file_time_type> time_in(const fs::path& folder) {
  const fs::path probe = temporary_path(folder / "clock");
  const int descriptor = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return {};
  ::close(descriptor);
  std::error_code error, ignored;
  const auto time = fs::last_write_time(probe, error);
  fs::remove(probe, ignored);
  if (error) return {};
  return time;
}

bool is_left_over(const fs::path& file, const Writer& self) {
  const auto writer = writer_of(file);
  if (!writer) return false;
  if (writer->system == self.system) {
    if (::kill(static_cast<pid_t>(std::stoll(writer->process)), 0) != 0 && errno == ESRCH) return true;
    const auto start = start_of(writer->process);
    return start && *start != writer->start;
  }
  std::error_code error;
  const auto written = fs::last_write_time(file, error);
  if (error) return false;
  const auto now = time_in(file.parent_path());
  return now && *now - written > quiet_time;
}

std::string prefix_of(const fs::path& path) {
  constexpr std::size_t longest = 100;  // names end at 255 bytes on most file systems
  return "." + path.filename().string().substr(0, longest) + ".";
}

template <class Iterator>
void remove_left_over(const fs::path& folder, const std::string& prefix) {
  std::vector<fs::path> files;
  std::error_code error;
  for (Iterator entry(folder, fs::directory_options::skip_permission_denied, error);
       !error && entry != Iterator(); entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() == suffix && path.filename().string().starts_with(prefix)) files.push_back(path);
  }
  if (files.empty()) return;
  const Writer self = this_process();
  for (const fs::path& file : files) {
    if (is_left_over(file, self)) fs::remove(file, error);
  }
}

}  // namespace

fs::path temporary_path(const fs::path& path) {
  const Writer self = this_process();
  return path.parent_path() /
         (prefix_of(path) + self.system + "-" + self.process + "-" + self.start + suffix);
}

void remove_left_over_files(const fs::path& folder) {
  remove_left_over<fs::recursive_directory_iterator>(folder, ".");
}

void remove_left_over_files_of(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  remove_left_over<fs::directory_iterator>(folder, prefix_of(path));
}

}  // namespace emsurvey

#include "io/temporary_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/number.h"
#include "base/process.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

constexpr const char* suffix = ".tmp";
/// Longer than it takes to write any file.
constexpr std::chrono::hours quiet_time{1};

/// Reduces a PID namespace to letters and digits: short enough for a file name, but still unique.
std::string name_of_place(std::string place) {
  constexpr std::size_t in_boot_id = 18;
  place.erase(in_boot_id, place.find(' ') - in_boot_id);
  std::erase_if(place, [](unsigned char c) { return std::isalnum(c) == 0; });
  return place;
}

struct Writer {
  std::string place;
  std::int64_t pid = 0, start = 0;
};

/// Parses a name ".<name>.<place>-<process>-<start>.tmp"; returns nothing for other names.
std::optional<Writer> writer_of(const fs::path& file) {
  if (file.extension() != suffix || !file.filename().string().starts_with('.')) return {};
  std::string words = file.stem().extension().string();
  if (std::count(words.begin(), words.end(), '-') != 2) return {};
  std::replace(words.begin(), words.end(), '-', ' ');
  std::istringstream stream(words.substr(1));
  std::string place, pid, start;
  if (!(stream >> place >> pid >> start)) return {};
  const auto pid_number = parse_integer(pid), start_number = parse_integer(start);
  if (!pid_number || !start_number || *pid_number <= 0 || *pid_number > std::numeric_limits<int>::max())
    return {};
  return Writer{place, *pid_number, *start_number};
}

/// Returns the time on the file system of `folder`, because the clocks of nodes and file servers differ.
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

bool is_left_over(const fs::path& file, const Process& self) {
  const auto writer = writer_of(file);
  if (!writer) return false;
  if (writer->place == name_of_place(self.pid_namespace))
    return state_of({self.host, self.pid_namespace, static_cast<int>(writer->pid), writer->start}) ==
           ProcessState::gone;
  std::error_code error;
  const auto written = fs::last_write_time(file, error);
  if (error) return false;
  const auto now = time_in(file.parent_path());
  return now && *now - written > quiet_time;
}

std::string prefix_of(const fs::path& path) {
  constexpr std::size_t longest = 100;  // Most file systems limit names to 255 bytes.
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
  const Process self = this_process();
  for (const fs::path& file : files) {
    if (is_left_over(file, self)) fs::remove(file, error);
  }
}

}  // namespace

fs::path temporary_path(const fs::path& path) {
  const Process self = this_process();
  return path.parent_path() / (prefix_of(path) + name_of_place(self.pid_namespace) + "-" +
                               std::to_string(self.pid) + "-" + std::to_string(self.start) + suffix);
}

void remove_left_over_files(const fs::path& folder) {
  remove_left_over<fs::recursive_directory_iterator>(folder, ".");
}

void remove_left_over_files_of(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  remove_left_over<fs::directory_iterator>(folder, prefix_of(path));
}

}  // namespace emsurvey

#include "base/memory.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <string>

namespace emsurvey {
namespace {

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

std::optional<std::uint64_t> number_in(const std::string& path) {
  std::ifstream file(path);
  std::uint64_t number = 0;
  if (file >> number) return number;
  return std::nullopt;
}

std::uint64_t left(std::uint64_t limit, std::uint64_t used) {
  return limit > used ? limit - used : 0;
}

std::uint64_t free_of_machine() {
  std::ifstream file("/proc/meminfo");
  for (std::string key, unit; file >> key;) {
    std::uint64_t kibibytes = 0;
    file >> kibibytes;
    std::getline(file, unit);
    if (key == "MemAvailable:") return kibibytes * 1024;
  }
  return unlimited;
}

/// Returns the bytes of the group's file cache. The kernel counts them as used but frees them when memory is
/// needed.
std::uint64_t reclaimable_of(const std::string& group) {
  std::ifstream file(group + "/memory.stat");
  std::uint64_t value = 0;
  for (std::string key; file >> key >> value;) {
    if (key == "inactive_file" || key == "total_inactive_file") return value;
  }
  return 0;
}

/// Files in which one version of Linux control groups (cgroups) stores its memory limits.
struct GroupVersion {
  const char* folder;
  const char* limit;  ///< A number of bytes; in version 2 also "max".
  const char* used;
};
constexpr GroupVersion version_1{"/sys/fs/cgroup/memory", "/memory.limit_in_bytes", "/memory.usage_in_bytes"};
constexpr GroupVersion version_2{"/sys/fs/cgroup", "/memory.max", "/memory.current"};

/// In `group` and all groups above it.
std::uint64_t free_of_group(const std::string& root, const GroupVersion& version, std::string group) {
  std::uint64_t least = unlimited;
  for (; !group.empty(); group.resize(group.size() > 1 ? std::max<std::size_t>(group.rfind('/'), 1) : 0)) {
    const std::string folder = root + version.folder + (group == "/" ? "" : group);
    const auto limit = number_in(folder + version.limit);
    const auto used = number_in(folder + version.used);
    if (limit && used) least = std::min(least, left(*limit, left(*used, reclaimable_of(folder))));
  }
  return least;
}

std::uint64_t free_of_address_space() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unlimited;
  const std::uint64_t pages = number_in("/proc/self/statm").value_or(0);
  return left(limit.rlim_cur, pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)));
}

}  // namespace

std::uint64_t available_memory() {
  return std::min({free_of_machine(), available_to_control_group(), free_of_address_space()});
}

std::uint64_t available_to_control_group(const std::string& root) {
  std::ifstream file(root + "/proc/self/cgroup");
  std::uint64_t least = unlimited;
  // A line is `ID:CONTROLLERS:GROUP`; version 2 has no controllers there.
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const std::string group = line.substr(second + 1);
    if (controllers == ",,") least = std::min(least, free_of_group(root, version_2, group));
    if (controllers.find(",memory,") != std::string::npos)
      least = std::min(least, free_of_group(root, version_1, group));
  }
  return least;
}

}  // namespace emsurvey

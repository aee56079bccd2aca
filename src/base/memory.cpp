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

/// A control group's file cache counts as used there, but is given up when memory is needed.
std::uint64_t reclaimable_of(const std::string& group) {
  std::ifstream file(group + "/memory.stat");
  std::uint64_t value = 0;
  for (std::string key; file >> key >> value;) {
    if (key == "inactive_file" || key == "total_inactive_file") return value;
  }
  return 0;
}

/// That of version 2, in all groups that this process is in.
std::uint64_t free_of_group() {
  std::ifstream file("/proc/self/cgroup");
  std::string group;
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("0::/")) group = line.substr(3);
  std::uint64_t least = unlimited;
  for (; !group.empty(); group.resize(group.size() > 1 ? std::max<std::size_t>(group.rfind('/'), 1) : 0)) {
    const std::string folder = "/sys/fs/cgroup" + (group == "/" ? "" : group);
    const auto limit = number_in(folder + "/memory.max");  // "max": no number
    const auto used = number_in(folder + "/memory.current");
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
  return std::min({free_of_machine(), free_of_group(), free_of_address_space()});
}

}  // namespace emsurvey

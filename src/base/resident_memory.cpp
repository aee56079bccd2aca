#include "base/resident_memory.h"

#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace emsurvey {
namespace {

/// Reads a file of /proc whose lines are a name and a value in KiB. Returns the values in bytes.
std::map<std::string, std::uint64_t> bytes_in(const char* path) {
  std::map<std::string, std::uint64_t> bytes;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    std::uint64_t kibibytes = 0;
    if (words >> name >> kibibytes) bytes[name] = kibibytes << 10;
  }
  return bytes;
}

}  // namespace

ResidentMemory resident_memory() {
  auto bytes = bytes_in("/proc/self/status");
  return {bytes["VmHWM:"], bytes["RssAnon:"], bytes["RssFile:"]};
}

}  // namespace emsurvey

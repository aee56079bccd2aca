#include "base/environment.h"

#include <cstdlib>

namespace emsurvey {

std::string process_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace emsurvey

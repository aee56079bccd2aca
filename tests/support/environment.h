// Environment variables for tests.
#pragma once

#include <map>
#include <string>

#include "base/environment.h"

namespace emsurvey {

/// Returns an environment that has only these variables.
inline Environment with(std::map<std::string, std::string> variables) {
  return [variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

}  // namespace emsurvey

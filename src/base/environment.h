// Environment variables, as a parameter of functions that depend on them.
#pragma once

#include <functional>
#include <string>

namespace emsurvey {

/// Looks up an environment variable; returns an empty string if it is not set.
using Environment = std::function<std::string(const char*)>;

/// The Environment of this process.
std::string process_environment(const char* name);

}  // namespace emsurvey

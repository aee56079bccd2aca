// Location of the published data set and reference results, for the tests that need them.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace emsurvey {

/// Returns the folder named by EMSURVEY_REFERENCE, which contains data/vnc and reference, or an empty path if
/// the variable is not set.
inline std::filesystem::path reference_folder() {
  const char* folder = std::getenv("EMSURVEY_REFERENCE");
  return folder ? folder : "";
}

}  // namespace emsurvey

/// Must be the first line of a test that needs the reference data.
#define EMSURVEY_NEEDS_REFERENCE()                                                                       \
  if (emsurvey::reference_folder().empty())                                                              \
  GTEST_SKIP() << "the reference data are absent; name the folder that holds data/vnc and reference in " \
                  "the environment variable EMSURVEY_REFERENCE"

// Where the published data set and reference results are, for the tests that need them.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace emsurvey {

/// The folder that EMSURVEY_REFERENCE names (it holds data/vnc and reference); empty when it names none.
inline std::filesystem::path reference_folder() {
  const char* folder = std::getenv("EMSURVEY_REFERENCE");
  return folder ? folder : "";
}

}  // namespace emsurvey

/// First line of a test that needs them.
#define EMSURVEY_NEEDS_REFERENCE()                                                                       \
  if (emsurvey::reference_folder().empty())                                                              \
  GTEST_SKIP() << "the reference data are absent; name the folder that holds data/vnc and reference in " \
                  "the environment variable EMSURVEY_REFERENCE"

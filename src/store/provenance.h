// The software, hosts and settings with which results were made.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "mpi/communicator.h"
#include "store/fingerprint.h"
#include "survey/settings.h"

namespace emsurvey {

/// A start of a survey's command.
struct SurveyStart {
  std::chrono::system_clock::time_point time;
  std::string command;  ///< The command line as typed, without the launcher.
  int threads = 0;      ///< Threads of each rank.
  Fingerprint fingerprint;
};

/// The data set of a survey.
struct SurveyData {
  std::size_t sections = 0;
  double nm_per_pixel = 0;  ///< Of unscaled sections; 0 if unknown.
};

/// Returns JSON with the versions of the program, its source and its libraries, the start in UTC, its command,
/// the host, ranks, threads, the data, the fingerprint of this rank, and the resolved settings.
std::string provenance_json(const SurveyStart& start, const SurveyData& data, const Settings& settings,
                            const Communicator& world);

}  // namespace emsurvey

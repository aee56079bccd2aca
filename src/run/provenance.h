// Where and with what results were made.
#pragma once

#include <string>

#include "mpi/communicator.h"
#include "survey/settings.h"

namespace emsurvey {

/// JSON: versions of the program, its source and its libraries, host, ranks, threads and the resolved
/// settings.
std::string provenance_json(const Settings& settings, const Communicator& world, int threads);

}  // namespace emsurvey

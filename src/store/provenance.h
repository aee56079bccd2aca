// The software, hosts and settings with which results were made.
#pragma once

#include <string>

#include "mpi/communicator.h"
#include "store/fingerprint.h"
#include "survey/settings.h"

namespace emsurvey {

/// Returns JSON with the versions of the program, its source and its libraries, the host, ranks, threads, the
/// fingerprint of this rank, and the resolved settings.
std::string provenance_json(const Settings& settings, const Communicator& world, int threads,
                            const Fingerprint& fingerprint);

}  // namespace emsurvey

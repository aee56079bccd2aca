#include "store/provenance.h"

#include <hdf5.h>
#include <mpi.h>
#include <torch/version.h>

#include <nlohmann/json.hpp>

#include "base/process.h"
#include "base/version.h"

namespace emsurvey {

std::string provenance_json(const Settings& settings, const Communicator& world, int threads,
                            const Fingerprint& fingerprint) {
  char mpi_version[MPI_MAX_LIBRARY_VERSION_STRING] = "";
  int length = 0;
  MPI_Get_library_version(mpi_version, &length);
  unsigned hdf5_major = 0, hdf5_minor = 0, hdf5_release = 0;
  H5get_libversion(&hdf5_major, &hdf5_minor, &hdf5_release);

  nlohmann::ordered_json json;
  json["emsurvey"] = version;
  json["source"] = source_version;
  json["libtorch"] = TORCH_VERSION;
  json["mpi"] = std::string(mpi_version).substr(0, std::string(mpi_version).find(','));
  json["hdf5"] =
      std::to_string(hdf5_major) + "." + std::to_string(hdf5_minor) + "." + std::to_string(hdf5_release);
  json["host"] = host_name();
  json["ranks"] = world.size();
  json["threads_per_rank"] = threads;
  json["fingerprint"] = nlohmann::ordered_json::parse(to_json_text(fingerprint));
  for (const auto& [key, values] : settings) json["settings"][key] = values;
  // Paths may contain bytes that are not UTF-8.
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace emsurvey

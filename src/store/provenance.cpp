#include "store/provenance.h"

#include <fmt/chrono.h>
#include <hdf5.h>
#include <mpi.h>
#include <torch/version.h>

#include <nlohmann/json.hpp>

#include "base/process.h"
#include "base/version.h"

namespace emsurvey {
namespace {

/// HDF5 limits the text that checkpoints can hold, and the settings say the same again.
constexpr std::size_t longest_command = 4096;

/// Returns text such as "2026-03-01T09:30:00Z".
std::string utc_text(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace

std::string provenance_json(const SurveyStart& start, const SurveyData& data, const Settings& settings,
                            const Communicator& world) {
  char mpi_version[MPI_MAX_LIBRARY_VERSION_STRING] = "";
  int length = 0;
  MPI_Get_library_version(mpi_version, &length);
  unsigned hdf5_major = 0, hdf5_minor = 0, hdf5_release = 0;
  H5get_libversion(&hdf5_major, &hdf5_minor, &hdf5_release);

  nlohmann::ordered_json json;
  json["started"] = utc_text(start.time);
  json["command"] = start.command.substr(0, longest_command);
  json["emsurvey"] = version;
  json["source"] = source_version;
  json["libtorch"] = TORCH_VERSION;
  json["mpi"] = std::string(mpi_version).substr(0, std::string(mpi_version).find(','));
  json["hdf5"] =
      std::to_string(hdf5_major) + "." + std::to_string(hdf5_minor) + "." + std::to_string(hdf5_release);
  json["host"] = host_name();
  json["ranks"] = world.size();
  json["threads_per_rank"] = start.threads;
  json["sections"] = data.sections;
  if (data.nm_per_pixel > 0) json["nm_per_pixel"] = data.nm_per_pixel;
  json["fingerprint"] = nlohmann::ordered_json::parse(to_json_text(start.fingerprint));
  for (const auto& [key, values] : settings) json["settings"][key] = values;
  // Paths may contain bytes that are not UTF-8.
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace emsurvey

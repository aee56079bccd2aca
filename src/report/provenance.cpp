#include "report/provenance.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

std::string find_in(const std::vector<std::pair<std::string, std::string>>& pairs, const std::string& name) {
  const auto found =
      std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
  return found == pairs.end() ? "" : found->second;
}

/// Returns a scalar as text, and the values of a list separated by commas.
std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.is_null() ? "" : value.dump();
  std::string text;
  for (const Json& item : value) text += (text.empty() ? "" : ", ") + text_of(item);
  return text;
}

/// Facts in provenance.json, or below its member "fingerprint", and their names in the report.
constexpr std::pair<const char*, const char*> fact_names[] = {{"started", "started"},
                                                              {"command", "command"},
                                                              {"emsurvey", "emsurvey"},
                                                              {"source", "commit"},
                                                              {"libtorch", "LibTorch"},
                                                              {"mpi", "MPI"},
                                                              {"hdf5", "HDF5"},
                                                              {"host", "host"},
                                                              {"ranks", "ranks"},
                                                              {"threads_per_rank", "threads per rank"},
                                                              {"sections", "sections"},
                                                              {"nm_per_pixel", "nm per pixel"},
                                                              {"device", "device"},
                                                              {"processor", "processor"},
                                                              {"instructions", "instructions"},
                                                              {"gradients", "gradients"}};

std::string data_hash(const std::string& experiments_json) {
  const Json registry = Json::parse(experiments_json, nullptr, false);
  return registry.is_object() && registry.contains("data") ? text_of(registry["data"]) : "";
}

}  // namespace

std::string Provenance::setting(const std::string& key) const {
  return find_in(settings, key);
}

std::string Provenance::fact(const std::string& name) const {
  return find_in(facts, name);
}

Provenance read_provenance(const std::string& provenance_json, const std::string& experiments_json,
                           const std::string& subject) {
  const Json json = Json::parse(provenance_json, nullptr, false);
  require(json.is_object(), subject, "is no JSON object", "run the survey again, which writes it anew");
  Provenance provenance;
  const std::string hash = data_hash(experiments_json);
  if (!hash.empty()) provenance.facts.emplace_back("data set (SHA-256)", hash);
  const Json fingerprint = json.value("fingerprint", Json::object());
  for (const auto& [key, name] : fact_names) {
    const std::string value = text_of(json.contains(key) ? json[key] : fingerprint.value(key, Json()));
    if (!value.empty()) provenance.facts.emplace_back(name, value);
  }
  const Json settings = json.value("settings", Json::object());
  for (const auto& [key, values] : settings.items()) {
    const std::string text = text_of(values);
    const bool is_path = key == "data" || key == "output";
    provenance.settings.emplace_back(key, is_path ? std::filesystem::path(text).filename().string() : text);
  }
  return provenance;
}

}  // namespace emsurvey

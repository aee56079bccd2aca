// experiments.json, the registry of a survey: which experiment has which run number.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/survey_folder.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Largest size of a registry or a config that is read.
constexpr std::size_t registry_limit_bytes = std::size_t{1} << 28;

/// A run as the registry describes it.
struct RegisteredRun : RunDescription {
  std::string options;  ///< Text of its options.json.
};

struct Registry {
  std::string data_hash;
  std::vector<RegisteredRun> runs;
  /// Experiment::split_identity of all runs; nothing in surveys of earlier versions.
  std::optional<std::set<std::string>> splits;
  bool has_checksum = false;                       ///< False for old surveys.
  std::map<std::string, std::size_t> by_identity;  ///< Indices into `runs`.
  std::map<int, std::size_t> by_number;            ///< Indices into `runs`.

  void add(RegisteredRun run);
  /// Returns null if there is no such run.
  const RegisteredRun* find(const std::string& identity) const;
  const RegisteredRun* find(int run) const;
};

/// Returns the bytes of a registry. `data_hash`: see Dataset::content_hash().
std::string registry_text(const std::vector<Experiment>& grid, const std::string& data_hash);

/// Reads the registry; nothing if there is none. Throws InputError if it is damaged.
std::optional<Registry> read_registry(const SurveyFolder& folder);

/// Returns the runs of a survey. Throws InputError if there is no survey or its registry is damaged.
std::vector<RegisteredRun> registered_runs(const SurveyFolder& folder);

}  // namespace emsurvey

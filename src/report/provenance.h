// Where the results of a survey come from.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

/// Facts about a survey from its own files, as names and values, and the settings of its runs.
struct Provenance {
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<std::pair<std::string, std::string>> settings;  ///< Key and values, separated by commas.

  /// Returns the values of a key; empty if there is none.
  std::string setting(const std::string& key) const;
  /// Returns a fact; empty if there is none.
  std::string fact(const std::string& name) const;
};

/// Reads provenance.json, and the hash of the data set from experiments.json if its text is given. Paths
/// are cut to the name of the file, so that the report does not depend on the place of the survey. Throws
/// InputError that names `subject` if the text is no JSON object.
Provenance read_provenance(const std::string& provenance_json, const std::string& experiments_json,
                           const std::string& subject);

}  // namespace emsurvey

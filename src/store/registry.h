// What a survey's folder knows of its experiments.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/survey_folder.h"
#include "survey/experiment.h"
#include "survey/grid.h"
#include "survey/settings.h"

namespace emsurvey {

/// Returns `settings` as spelled in the survey in the folder, if there is one (see spelled_as).
Settings continued_settings(const SurveyFolder& folder, const Settings& settings);

/// Returns `grid` with its run numbers in the folder. They come from the registry or, if that is missing or
/// damaged, from the checkpoints and scores, whose runs must all be in the grid. Checks that the grid
/// continues the survey: the same result keys and data, and the same or a grown grid. Experiments that the
/// folder knows keep their run numbers; further ones get the next free numbers in grid order. In a new
/// folder, the numbers are those of the grid. Writes nothing. Throws InputError that names the difference.
std::vector<Experiment> numbered_runs(const SurveyFolder& folder, const Settings& settings,
                                      std::vector<Experiment> grid, const std::string& data_hash);

/// Does the same and prepares the folder: writes survey.cfg and experiments.json. Call it on one rank.
std::vector<Experiment> register_runs(const SurveyFolder& folder, const Settings& settings,
                                      std::vector<Experiment> grid, const std::string& data_hash);

/// A run as the registry describes it.
struct RegisteredRun : RunDescription {
  std::string options;  ///< Text of its options.json.
};

struct Registry {
  std::string data_hash;
  std::vector<RegisteredRun> runs;
  bool has_checksum = false;                       ///< False for old surveys.
  std::map<std::string, std::size_t> by_identity;  ///< Indices into `runs`.
  std::map<int, std::size_t> by_number;            ///< Indices into `runs`.

  void add(RegisteredRun run);
  /// Returns null if there is no such run.
  const RegisteredRun* find(const std::string& identity) const;
  const RegisteredRun* find(int run) const;
};

/// Reads the registry; nothing if there is none. Throws InputError if it is damaged.
std::optional<Registry> read_registry(const SurveyFolder& folder);

/// Returns the runs of a survey. Throws InputError if there is no survey or its registry is damaged.
std::vector<RegisteredRun> registered_runs(const SurveyFolder& folder);

/// Returns the complete experiments of a survey, sorted by run number, from its settings and the `facts` of
/// its data set. Throws InputError if the data set is another one or the settings leave out a run of the
/// survey.
std::vector<Experiment> registered_experiments(const SurveyFolder& folder, const Settings& settings,
                                               const DataFacts& facts);

}  // namespace emsurvey

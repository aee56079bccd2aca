// What a survey's folder knows of its experiments, and which of them are done.
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

/// `settings` as the survey in the folder, if there is one, spells them (see spelled_as).
Settings continued_settings(const SurveyFolder& folder, const Settings& settings);

/// `grid` with the run numbers that it has in the folder: those of the registry or, where that is missing or
/// damaged, those under which there are checkpoints or scores, all of which must be in the grid. Checks that
/// it continues what is there: result keys and data the same, the grid the same or grown. Experiments that
/// the folder knows keep their run number, further ones get the next free ones in grid order; a new folder
/// numbers them as the grid does. Writes nothing. Throws InputError naming what differs.
std::vector<Experiment> numbered_runs(const SurveyFolder& folder, const Settings& settings,
                                      std::vector<Experiment> grid, const std::string& data_hash);

/// The same, and makes the folder ready for them: writes survey.cfg and experiments.json. Called by one rank.
std::vector<Experiment> register_runs(const SurveyFolder& folder, const Settings& settings,
                                      std::vector<Experiment> grid, const std::string& data_hash);

/// An experiment as far as the registry tells: run, identity, loss, split, repeat, steps and axes.
struct RegisteredRun {
  Experiment experiment;
  std::string options;  ///< the text of its options.json
};

struct Registry {
  std::string data_hash;
  std::vector<RegisteredRun> runs;
  bool has_checksum = false;                       ///< those of old surveys have none
  std::map<std::string, std::size_t> by_identity;  ///< positions in `runs`
  std::map<int, std::size_t> by_number;            ///< likewise

  void add(RegisteredRun run);
  /// Null where there is none.
  const RegisteredRun* find(const std::string& identity) const;
  const RegisteredRun* find(int run) const;
};

/// Nothing where there is no registry. Throws InputError when it is damaged.
std::optional<Registry> read_registry(const SurveyFolder& folder);

/// Its experiments. Throws InputError when there is no survey or its registry is damaged.
std::vector<Experiment> registered_runs(const SurveyFolder& folder);

/// The experiments of a survey's folder as a whole, from its config and `facts` of its data set, by run
/// number. Throws InputError when there is no survey or the data set is another one.
std::vector<Experiment> registered_experiments(const SurveyFolder& folder, const Settings& settings,
                                               const DataFacts& facts);

/// Where an experiment stands.
struct RunState {
  enum class Stage { waiting, begun, failed, done };
  Stage stage = Stage::waiting;
  std::string detail;  ///< for failed: why
};

/// The members of `runs` that are not done, as the files on the disk show it now.
std::vector<int> runs_not_done(const SurveyFolder& folder, const std::vector<Experiment>& experiments,
                               const std::vector<int>& runs);

/// The runs that failed, and why, a line each, and how many have not ended; nothing where there is no
/// registry.
std::vector<std::string> unfinished_runs(const SurveyFolder& folder);

/// Of the files in the folder; done when scores.h5 is whole and of this experiment. Throws FileError when one
/// of them cannot be read.
RunState run_state(const SurveyFolder& folder, const Experiment& experiment);

}  // namespace emsurvey

// Assigns the run numbers of a survey's experiments, which its folder keeps.
#pragma once

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

/// Returns the complete experiments of a survey, sorted by run number, from its settings and the `facts` of
/// its data set. Throws InputError if the data set is another one or the settings leave out a run of the
/// survey.
std::vector<Experiment> registered_experiments(const SurveyFolder& folder, const Settings& settings,
                                               const DataFacts& facts);

}  // namespace emsurvey

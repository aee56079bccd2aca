// The texts of the published run tree: options.json, evaluation/<label>.csv, index.html.
#pragma once

#include "run/scores_file.h"
#include "run/survey_folder.h"

namespace emsurvey {

/// Writes them into test/<run>. Throws InputError when a file cannot be written.
void write_run_pages(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores);

/// Whether they are all there, with the options of `experiment` (a grown grid has more axes).
bool has_run_pages(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores);

}  // namespace emsurvey

// The scores of copy baselines in the survey's folder.
#pragma once

#include <string>
#include <vector>

#include "store/run_source.h"
#include "store/scores_file.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"

namespace emsurvey {

/// Returns the folder for the copy baseline of the experiment's split at its scale, such as
/// test/copy_baseline/blocks-1-3fa94c21. Its last part comes from Experiment::split_identity.
SurveyFolder::Path copy_baseline_folder(const SurveyFolder& folder, const Experiment& experiment);

/// Whether the scores in this folder are intact and those of the experiment's split. Throws FileError if an
/// existing file cannot be read.
bool has_copy_baseline(const SurveyFolder& folder, const Experiment& experiment);

/// Writes the evaluations and, last, scores.h5. Throws FileError if a file cannot be written.
void write_copy_baseline(const SurveyFolder& folder, const Experiment& experiment, const RunScores& scores);

/// The copy baselines of a survey.
struct StoredBaselines {
  std::vector<RunFiles> baselines;  ///< Sorted by folder, each split once; only `evaluations` is for use.
  /// A line for each file that was written anew, as Mending says, and for each baseline of other data or of a
  /// split that the survey does not have, which is left out.
  std::vector<std::string> notes;
  std::vector<std::string> problems;  ///< A line for each baseline that is left out.
};

/// Reads the copy baselines of the survey's splits from their scores.h5. Throws InputError if the registry is
/// damaged.
StoredBaselines read_copy_baselines(const SurveyFolder& folder, Mending mending);

/// Returns a line for each evaluation of these copy baselines that is not as its scores.h5 says.
std::vector<std::string> copy_baseline_faults(const SurveyFolder& folder);

}  // namespace emsurvey

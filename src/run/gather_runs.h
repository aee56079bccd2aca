// Reads the runs of a survey from which its tables are made.
#pragma once

#include <string>
#include <vector>

#include "base/progress_callback.h"
#include "mpi/communicator.h"
#include "store/copy_baseline_files.h"
#include "store/run_source.h"
#include "store/survey_folder.h"
#include "tables/failed_runs.h"

namespace emsurvey {

/// The runs from which the tables are made.
struct GatheredRuns {
  std::vector<RunFiles> runs;  ///< by number, each once
  StoredBaselines baselines;
  std::vector<TrainingFailure> failures;  ///< of the runs without scores
  std::vector<std::string> notes;         ///< files that were written anew or cannot be checked: a line each
  bool is_complete = true;                ///< false where a run with scores is left out
};

/// Returns the runs in the folder on rank 0, and none on other ranks; every rank reads a part of them.
/// Collective; throws InputError if there is no run. Ranks that wait for others also call `on_progress`.
GatheredRuns gather_runs(
    const SurveyFolder& folder, const Communicator& world, Mending mending,
    const ProgressCallback& on_progress = [] {});

/// Returns the same, read by this process alone.
GatheredRuns read_runs(const SurveyFolder& folder, Mending mending);

}  // namespace emsurvey

// Trains one experiment from where its checkpoint stands.
#pragma once

#include <functional>
#include <string>

#include "mpi/communicator.h"
#include "store/checkpoint_files.h"
#include "train/diverged.h"
#include "train/reducer.h"
#include "train/training.h"
#include "watch/time_budget.h"

namespace emsurvey {

struct TrainOptions {
  double checkpoint_every_s = 60;
  bool saves_beside = false;  ///< write checkpoints while the training goes on
  std::string provenance;     ///< kept in every checkpoint
  Warn warn;
  std::function<void(const Training&)> after_step;  ///< on every rank
  std::function<bool()> is_stopping;                ///< asked on every rank after each step
};

/// Returns whether the training came to its end; it did not when it was interrupted or the time is up, and
/// then a checkpoint is written. Measures in `time` how long a step takes and, on the first rank, a save.
/// Collective over `ranks`, the reducer's. Throws Diverged, and InputError when files cannot be read or
/// written.
bool train_run(Training& training, const Experiment& experiment, const SurveyFolder& folder,
               const Communicator& ranks, const Reducer& reducer, const TrainOptions& options,
               TimeBudget& time);

}  // namespace emsurvey

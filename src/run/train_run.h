// Trains one run, starting from its checkpoint.
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
  bool saves_beside = false;  ///< Write checkpoints while the training goes on.
  std::string provenance;     ///< Stored in every checkpoint.
  Warn warn;
  std::function<void(const Training&)> after_step;  ///< Called on every rank.
  std::function<bool()> is_stopping;                ///< Called on every rank after each step.
};

/// Returns whether the training was completed. If it was interrupted or its time is up, it was not, and a
/// checkpoint is written. Measures in `time` the duration of steps and, on the first rank, of saves.
/// Collective over `ranks`, the ranks of the reducer. Throws Diverged, and InputError if files cannot be read
/// or written.
bool train_run(Training& training, const Experiment& experiment, const SurveyFolder& folder,
               const Communicator& ranks, const Reducer& reducer, const TrainOptions& options,
               TimeBudget& time);

}  // namespace emsurvey

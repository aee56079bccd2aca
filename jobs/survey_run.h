// A survey on all ranks, from its settings to its tables.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/log.h"
#include "data/dataset.h"
#include "mpi/communicator.h"
#include "rank_resources.h"
#include "run/run_settings.h"
#include "run/run_survey.h"
#include "store/survey_folder.h"
#include "survey/experiment.h"
#include "survey/settings.h"
#include "survey/shard.h"
#include "survey/split_audit.h"
#include "train/gradient_reducer.h"
#include "watch/watchdog.h"

namespace emsurvey {

/// The call of the command, beside its settings.
struct RunChoice {
  Shard shard;
  bool retries_failed = false;
  std::string command;  ///< The command line.
  std::chrono::system_clock::time_point start_time = std::chrono::system_clock::now();
};

/// One run of the command on a survey. All functions are collective.
class SurveyRun {
 public:
  /// Borrows `choice` and `world`.
  SurveyRun(const Settings& settings, const RunChoice& choice, const Communicator& world)
      : settings_(settings),
        choice_(choice),
        world_(world),
        log_(world.is_root()),
        resources_(gather_resources(execution_of(settings), world)),
        execution_(resources_.execution),
        folder_(execution_.output) {}

  /// Trains and tests what is left, and makes the tables. Throws InputError.
  ExitStatus run();

 private:
  ExitStatus run_watched();
  void read_data();
  void number_runs();
  void introduce(const GradientReducer& reducer) const;
  void prepare_folder(const GradientReducer& reducer);
  void make_copy_baselines();
  SurveyOutcome run_all(GradientReducer& reducer);
  std::string run_name(int run) const;

  /// Returns a callback that reports progress in `phase` to the watchdog.
  ProgressCallback progress_in(WorkerStatus::Phase phase) {
    return [this, phase, count = std::int64_t{0}]() mutable { watchdog_->report(0, {0, phase, ++count}); };
  }

  Settings settings_;
  const RunChoice& choice_;
  const Communicator& world_;
  const Log log_;
  const RankResources resources_;
  const ExecutionKeys& execution_;
  SurveyFolder folder_;
  Dataset dataset_;  ///< Read by every rank, as all ranks expand the same grid.
  std::string data_hash_;
  std::vector<Experiment> experiments_;
  SplitAudit audit_;  ///< Audit of the splits of the whole grid; empty on other ranks than 0.
  RunSettings run_settings_;
  std::unique_ptr<Watchdog> watchdog_;
};

}  // namespace emsurvey

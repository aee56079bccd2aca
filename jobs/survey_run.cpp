#include "survey_run.h"

#include <algorithm>
#include <sstream>

#include "base/duration_text.h"
#include "base/exit_now.h"
#include "base/stopwatch.h"
#include "io/file.h"
#include "io/temporary_file.h"
#include "plan/disk_space.h"
#include "plan/name_lengths.h"
#include "rank_setup.h"
#include "run/copy_baseline.h"
#include "run/training_factory.h"
#include "run_outcome.h"
#include "store/provenance.h"
#include "store/run_name.h"
#include "store/run_numbers.h"
#include "store/survey_lock.h"
#include "survey/execution.h"
#include "survey/grid.h"
#include "watch/interrupt.h"
#include "watch/stop_request.h"

namespace emsurvey {
namespace {

/// Exits if the program was interrupted. Nothing has begun yet, so there is nothing to save.
void leave_if_interrupted() {
  if (!is_interrupted()) return;
  Log().error("interrupted before any run began; run the same command again");
  exit_now(ExitStatus::interrupted);
}

/// Returns text such as ", gradients summed by MPI"; empty if one rank trains alone.
std::string gradient_text(const GradientReducer& reducer) {
  return reducer.ranks().size() == 1 ? std::string() : std::string(", gradients summed by ") + reducer.name();
}

}  // namespace

ExitStatus SurveyRun::run() {
  watch_for_interrupts();
  run_settings_ = {.execution = execution_,
                   .retries_failed = choice_.retries_failed,
                   .provenance = {},
                   .time = resources_.time,
                   .device = resources_.device,
                   .trainings = resources_.trainings,
                   .scores_beside = resources_.ranks_on_gpu > 0,
                   .saves_beside = resources_.device.is_cuda(),
                   .shares_sections = resources_.device.is_cuda()};
  watchdog_ =
      std::make_unique<Watchdog>(world_, resources_.processes, run_settings_.watched_threads(),
                                 execution_.stall_timeout_s, [this](int run) { return run_name(run); });
  try {
    return run_watched();
  } catch (const InputError&) {
    watchdog_.reset();  // All ranks throw an InputError and end the watchdog together; other errors do not
                        // allow that.
    if (!world_.any(folder_.is_lost())) throw;
    log_.error("{}", folder_.loss_text());
    return ExitStatus::program_error;
  }
}

ExitStatus SurveyRun::run_watched() {
  world_.collectively([&] { settings_ = continued_settings(folder_, settings_); });
  read_data();
  use_arithmetic(world_, experiments_, execution_.is_deterministic, resources_.device);
  const SurveyLock lock(folder_, choice_.shard, resources_.processes, world_,
                        progress_in(WorkerStatus::Phase::preparing));
  number_runs();
  const auto reducer = use_reducer(resources_.group, resources_.device, execution_.stall_timeout_s);
  introduce(*reducer);
  prepare_folder(*reducer);
  const Stopwatch since_begin;
  const SurveyOutcome outcome = run_all(*reducer);
  const SurveyEnd end{outcome, experiments_, choice_.shard.count == 1, since_begin.seconds(),
                      execution_.margin};
  if (outcome.is_out_of_time)
    log_.info("The time left ({}) allows nothing more.", duration_text(resources_.time.left_s()));
  return conclude(end, folder_, world_, progress_in(WorkerStatus::Phase::reducing));
}

/// Reads the data set and expands the grid.
void SurveyRun::read_data() {
  const auto on_progress = [report = progress_in(WorkerStatus::Phase::reading)] {
    leave_if_interrupted();
    report();
  };
  const auto read = [&] {
    on_progress();
    dataset_ = read_dataset(execution_.data, on_progress);
    const DataFacts facts = facts_of(dataset_, on_progress);
    data_hash_ = facts.content_hash;
    experiments_ = expand_grid(settings_, facts);
    if (world_.is_root()) audit_ = audit_splits(experiments_, facts);
    require_trainable(experiments_, dataset_, execution_.ranks_per_training);
    require_short_names(dataset_, folder_);
  };
  world_.collectively(read, on_progress);
}

/// Assigns the run numbers of the whole grid, from the survey folder, and then keeps the runs of this shard.
/// Needs the survey lock; jobs of other shards write the same numbers.
void SurveyRun::number_runs() {
  std::string runs;
  world_.collectively([&] {
    if (!world_.is_root()) return;
    remove_left_over_files(folder_.path());
    experiments_ = register_runs(folder_, settings_, std::move(experiments_), data_hash_);
    for (const auto& experiment : experiments_) runs += std::to_string(experiment.run) + " ";
  });
  std::istringstream numbers(world_.broadcast(runs));
  for (auto& experiment : experiments_) numbers >> experiment.run;
  experiments_ = shard_of(experiments_, choice_.shard);
}

/// Prints what runs where.
void SurveyRun::introduce(const GradientReducer& reducer) const {
  const RankGroup& group = resources_.group;
  log_.info("{} experiments on {} rank(s): {} at a time, {} rank(s) each, {} thread(s) per rank, device {}{}",
            experiments_.size(), world_.size(), group.group_count * resources_.trainings,
            execution_.ranks_per_training, resources_.threads, device_text(resources_),
            gradient_text(reducer));
  if (group.idle_ranks > 0) log_.warn("{} rank(s) are left over and idle", group.idle_ranks);
  if (group.straddling > 0) log_.warn("{} group(s) of ranks span several nodes", group.straddling);
}

/// Writes where and how the survey runs, checks the space on the disk, and prints what the splits test.
void SurveyRun::prepare_folder(const GradientReducer& reducer) {
  const Fingerprint fingerprint = this_fingerprint(resources_.device, reducer);
  if (const auto warning = check_fingerprint(folder_, fingerprint, world_)) log_.warn("{}", *warning);
  const SurveyStart start{choice_.start_time, choice_.command, resources_.threads, fingerprint};
  const SurveyData data{dataset_.sections.size(), execution_.nm_per_pixel.value_or(dataset_.nm_per_pixel)};
  run_settings_.provenance = provenance_json(start, data, settings_, world_);
  world_.collectively([&] {
    if (!world_.is_root()) return;
    keep_fingerprint(folder_, fingerprint);
    write_file(folder_.provenance(), run_settings_.provenance);
    write_file(folder_.split_audit(), audit_json(audit_));
    const int at_a_time = resources_.group.group_count * resources_.trainings;
    const auto warning = require_space(folder_, experiments_, dataset_, at_a_time);
    if (warning) log_.warn("{}", *warning);
  });
  log_.info("splits: {}", audit_summary(audit_));
  if (audit_.needs_warning()) log_.warn("splits: {}", audit_verdict(audit_));
}

/// Makes the copy baselines that are missing, as far as time and stop requests allow.
void SurveyRun::make_copy_baselines() {
  StopRequest request(world_);
  StopConditions stop{request, resources_.time};
  constexpr auto section = TimeBudget::Piece::score_section;
  Stopwatch since_section;
  keep_copy_baselines(experiments_, dataset_, folder_, world_,
                      [&, report = progress_in(WorkerStatus::Phase::preparing)] {
                        report();
                        stop.time.note(section, since_section.seconds());
                        since_section.restart();
                        return !stop.before_work_of(stop.time.slowest_s(section));
                      });
}

SurveyOutcome SurveyRun::run_all(GradientReducer& reducer) {
  const TrainingFactory trainings;
  const RunContext context{world_, resources_.group, reducer, folder_, run_settings_, trainings};
  make_copy_baselines();
  return run_experiments(experiments_, dataset_, context, *watchdog_);
}

std::string SurveyRun::run_name(int run) const {
  const auto is_it = [&](const Experiment& experiment) { return experiment.run == run; };
  const auto found = std::find_if(experiments_.begin(), experiments_.end(), is_it);
  return found == experiments_.end() ? "run " + std::to_string(run) : name_of(*found);
}

}  // namespace emsurvey

#include "run/run_survey.h"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <stdexcept>

#include "base/error.h"
#include "run/failure.h"
#include "run/interrupt.h"
#include "run/progress.h"
#include "run/registry.h"
#include "run/run_pages.h"
#include "run/test_run.h"
#include "run/train_run.h"
#include "run/watchdog.h"
#include "train/scaled.h"

namespace emsurvey {
namespace {

std::string name_of(const Experiment& experiment) {
  return "run " + std::to_string(experiment.run) + " (" + experiment.loss + ", split " +
         std::to_string(experiment.split) + ")";
}

void say(const Experiment& experiment, const std::string& message) {
  std::fprintf(stderr, "emsurvey: %s: %s\n", name_of(experiment).c_str(), message.c_str());
}

/// Whether it failed as often as it may; what a disk refused is always tried again.
bool is_left_alone(const SurveyFolder& folder, int run, const RunOptions& options) {
  const auto failure = read_failure(folder, run);
  return failure && failure->kind != Failure::Kind::disk && failure->attempts > options.retries &&
         !options.retries_failed;
}

/// What there is to do.
struct Unfinished {
  std::vector<std::size_t> indices;  ///< into the list of experiments, costly ones first
  std::int64_t left_alone = 0;       ///< failed before
};

/// Known to rank 0 alone, which looks at the folder, and told to all.
Unfinished unfinished(const std::vector<Experiment>& experiments, const SurveyFolder& folder,
                      const RunOptions& options, const Communicator& world) {
  constexpr char done = 'd', to_do = 't', left_alone = 'l';
  std::string flags(experiments.size(), done);
  world.together([&] {
    for (std::size_t i = 0; world.is_root() && i < experiments.size(); ++i) {
      if (run_state(folder, experiments[i]).stage != RunState::Stage::done) {
        flags[i] = is_left_alone(folder, experiments[i].run, options) ? left_alone : to_do;
        continue;
      }
      const auto scores = read_scores(folder.scores(experiments[i].run), experiments[i]);
      if (!has_run_pages(folder, experiments[i], scores)) write_run_pages(folder, experiments[i], scores);
    }
  });
  flags = world.broadcast(flags);
  Unfinished unfinished{{}, std::count(flags.begin(), flags.end(), left_alone)};
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (flags[i] == to_do) unfinished.indices.push_back(i);
  }
  std::stable_sort(unfinished.indices.begin(), unfinished.indices.end(), [&](std::size_t a, std::size_t b) {
    return experiments[a].relative_cost() > experiments[b].relative_cost();
  });
  return unfinished;
}

enum class Ending { done, failed, interrupted };

/// Runs one experiment after the other in this group of ranks.
class GroupRunner {
 public:
  GroupRunner(const Dataset& dataset, const SurveyFolder& folder, const RunOptions& options,
              const Communicator& ranks, const Reducer& reducer, Progress& progress, Watchdog& watchdog)
      : dataset_(dataset),
        folder_(folder),
        options_(options),
        ranks_(ranks),
        reducer_(reducer),
        progress_(progress),
        watchdog_(watchdog),
        time_(options.time) {}

  /// Whether the time left allows to begin a run; asked of one rank.
  bool may_begin() const { return time_.allows_start(); }

  /// Tries it as often as the options say.
  Ending run(const Experiment& experiment) {
    for (int attempts = earlier_attempts(experiment) + 1;; ++attempts) {
      try {
        return train_and_test(experiment);
      } catch (const std::exception&) {
        Failure failure = current_failure();
        failure.attempts = attempts;
        using enum Failure::Kind;
        const bool is_of_all =
            failure.kind == diverged || failure.kind == input || failure.kind == disk || ranks_.size() == 1;
        // Where the others do not share the trouble they wait in vain, so the job must end. Memory will be
        // short again; anything else may be due to a rank that died.
        if (is_of_all ? ranks_.is_root() : failure.kind == memory) record(experiment, failure);
        if (!is_of_all) throw std::runtime_error(name_of(experiment) + ": " + failure.reason);
        if (attempts > options_.retries) return Ending::failed;
      }
    }
  }

 private:
  Ending train_and_test(const Experiment& experiment) {
    steps_counted_ = 0;
    watchdog_.at({experiment.run, Position::Phase::preparing});
    begin_ = TimeBudget::Clock::now();
    clear_failure(experiment);
    const Split split =
        make_split(experiment.split_rule, experiment.split, static_cast<int>(dataset_.sections.size()));
    const Dataset& dataset = scaled_to(experiment.scale);
    Training training(experiment, split, dataset, reducer_, options_.device);
    const TrainOptions train_options{.checkpoint_every_s = options_.checkpoint_every_s,
                                     .provenance = options_.provenance,
                                     .warn = [&](const std::string& message) { say(experiment, message); },
                                     .after_step = [&](const Training& now) { after_step(experiment, now); },
                                     .is_stopping = [&] { return progress_.is_stopping(); }};
    if (!train_run(training, experiment, folder_, ranks_, reducer_, train_options, time_))
      return Ending::interrupted;
    return test(training, experiment, split, dataset) ? Ending::done : Ending::interrupted;
  }

  /// Unless the time left is too short for it: the training is saved, so its test can follow another time.
  bool test(Training& training, const Experiment& experiment, const Split& split, const Dataset& dataset) {
    using enum TimeBudget::Piece;
    const auto images = static_cast<int>(split.images(Role::test).size());
    const double rounds = (images + ranks_.size() - 1) / ranks_.size();
    // A step does several times the work of labelling as many pixels, so it stands for scoring them, too.
    double section_s = time_.slowest_s(test_section);
    if (section_s == 0 && images > 0) {
      const Section& section = dataset.sections[static_cast<std::size_t>(split.images(Role::test)[0])];
      const double crops =
          static_cast<double>(experiment.crop_px) * experiment.crop_px * experiment.batch / ranks_.size();
      section_s = time_.slowest_s(step) * static_cast<double>(section.raw.values.size()) / crops;
    }
    // Another rank's clock may judge otherwise: the first one's counts.
    if (ranks_.broadcast(std::int64_t{time_.allows(rounds * section_s)}) == 0) return false;
    const auto begin = TimeBudget::Clock::now();
    const auto goes_on = [&](std::int64_t image) {
      watchdog_.at({experiment.run, Position::Phase::testing, image});
      return !progress_.is_stopping();
    };
    if (!test_run(training.generator(), experiment, split, dataset, folder_, ranks_, goes_on)) return false;
    const std::chrono::duration<double> taken = TimeBudget::Clock::now() - begin;
    if (rounds > 0) time_.note(test_section, taken.count() / rounds);
    return true;
  }

  /// The data set at a scale; the last one is kept, since runs of one scale mostly follow each other.
  const Dataset& scaled_to(double scale) {
    if (scale == 1) return dataset_;
    if (scale != scale_) {
      scaled_dataset_ = scaled(dataset_, scale);
      scale_ = scale;
    }
    return scaled_dataset_;
  }

  int earlier_attempts(const Experiment& experiment) const {
    std::int64_t attempts = 0;
    if (ranks_.is_root() && !options_.retries_failed) {
      if (const auto failure = read_failure(folder_, experiment.run)) attempts = failure->attempts;
    }
    return static_cast<int>(ranks_.broadcast(attempts));
  }

  /// What failed before is being tried again: from its checkpoint, unless it diverged; that checkpoint may
  /// hold the weights that lead there.
  void clear_failure(const Experiment& experiment) {
    ranks_.together([&] {
      if (!ranks_.is_root()) return;
      const auto failure = read_failure(folder_, experiment.run);
      if (failure && failure->kind == Failure::Kind::diverged) drop_checkpoints(folder_, experiment.run);
      std::error_code ignored;
      std::filesystem::remove(folder_.failure(experiment.run), ignored);
    });
  }

  void after_step(const Experiment& experiment, const Training& training) {
    // The first step after a checkpoint brings the steps before it along, as work but not as images.
    if (steps_counted_ == 0) {
      const std::chrono::duration<double> taken = TimeBudget::Clock::now() - begin_;
      time_.note(TimeBudget::Piece::start, taken.count());
    }
    const auto steps = training.steps_done() - steps_counted_;
    steps_counted_ = training.steps_done();
    watchdog_.at({experiment.run, Position::Phase::training, training.steps_done()});
    if (ranks_.is_root()) progress_.add(steps * step_work(experiment), experiment.batch);
    progress_.show(name_of(experiment) + " step " + std::to_string(training.steps_done()) + "/" +
                   std::to_string(experiment.steps));
  }

  void record(const Experiment& experiment, const Failure& failure) {
    const bool is_tried_again = failure.attempts <= options_.retries;
    say(experiment, "failed: " + failure.reason + (is_tried_again ? "; tried again" : ""));
    try {
      write_failure(folder_, experiment.run, failure, options_.provenance);
    } catch (const InputError& error) {
      say(experiment, error.what());  // the disk may be what is wrong
    }
  }

  const Dataset& dataset_;
  double scale_ = 1;  ///< of scaled_dataset_
  Dataset scaled_dataset_;
  const SurveyFolder& folder_;
  const RunOptions& options_;
  const Communicator& ranks_;
  const Reducer& reducer_;
  Progress& progress_;
  Watchdog& watchdog_;
  TimeBudget time_;
  TimeBudget::Clock::time_point begin_;  ///< of the run
  std::int64_t steps_counted_ = 0;
};

std::int64_t work_of(const std::vector<Experiment>& experiments, const std::vector<std::size_t>& indices) {
  return std::accumulate(indices.begin(), indices.end(), std::int64_t{0},
                         [&](std::int64_t sum, std::size_t i) {
                           return sum + step_work(experiments[i]) * experiments[i].steps;
                         });
}

}  // namespace

SurveyOutcome run_experiments(const std::vector<Experiment>& experiments, const Dataset& dataset,
                              const SurveyFolder& folder, const RunOptions& options,
                              const Communicator& world, const JobGroup& group, const Reducer& reducer) {
  const auto [indices, left_alone] = unfinished(experiments, folder, options, world);
  const auto count = static_cast<std::int64_t>(indices.size());
  Progress progress(world, count, work_of(experiments, indices));
  Watchdog watchdog(world, options.processes, options.stall_timeout_s, [&](int run) {
    const auto is_it = [&](const Experiment& experiment) { return experiment.run == run; };
    const auto found = std::find_if(experiments.begin(), experiments.end(), is_it);
    return found == experiments.end() ? "run " + std::to_string(run) : name_of(*found);
  });
  GroupRunner runner(dataset, folder, options, group.ranks, reducer, progress, watchdog);

  std::int64_t done = 0, failed = 0;
  bool is_stopped = false;
  while (group.index >= 0 && !is_stopped) {
    std::int64_t claimed = 0;
    if (group.ranks.is_root()) claimed = runner.may_begin() ? progress.claim() : count;
    claimed = group.ranks.broadcast(claimed);
    if (claimed >= count) break;
    const Ending ending = runner.run(experiments[indices[static_cast<std::size_t>(claimed)]]);
    is_stopped = ending == Ending::interrupted || group.ranks.max(progress.is_stopping()) > 0;
    if (!group.ranks.is_root()) continue;
    if (ending == Ending::done) progress.add_done();
    if (ending == Ending::failed) progress.add_failed();
    done += ending == Ending::done;
    failed += ending == Ending::failed;
  }
  world.wait_for_all([&, looks = std::int64_t{0}]() mutable {
    watchdog.at({0, Position::Phase::waiting, ++looks});
    progress.is_stopping();  // tells the others
    progress.show("waiting for the other ranks");
  });
  progress.finish();

  std::vector<double> totals{static_cast<double>(done), static_cast<double>(failed)};
  world.sum(std::span<double>(totals));
  SurveyOutcome outcome;
  outcome.done = static_cast<std::int64_t>(experiments.size()) - count - left_alone +
                 static_cast<std::int64_t>(totals[0]);
  outcome.failed = left_alone + static_cast<std::int64_t>(totals[1]);
  outcome.is_interrupted = outcome.done + outcome.failed < static_cast<std::int64_t>(experiments.size());
  outcome.is_out_of_time = world.max(is_interrupted()) == 0 && outcome.is_interrupted;
  return outcome;
}

}  // namespace emsurvey

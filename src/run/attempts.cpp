#include "run/attempts.h"

#include <exception>

#include "base/error.h"
#include "base/log.h"
#include "store/checkpoint_files.h"
#include "store/run_name.h"

namespace emsurvey {

int earlier_attempts(const Experiment& experiment, const RunContext& context) {
  std::int64_t attempts = 0;
  if (context.ranks().is_root() && !context.settings.retries_failed) {
    try {
      if (const auto failure = read_failure(context.folder, experiment.run)) attempts = failure->attempts;
    } catch (const InputError&) {
      // The attempt that follows meets the same error and reports it.
    }
  }
  return static_cast<int>(context.ranks().broadcast(attempts));
}

void begin_again(const Experiment& experiment, const RunContext& context) {
  context.ranks().collectively([&] {
    if (!context.ranks().is_root()) return;
    auto failure = read_failure(context.folder, experiment.run);
    if (!failure || failure->is_tried_again) return;
    if (failure->kind == Failure::Kind::diverged) drop_checkpoints(context.folder, experiment.run);
    failure->is_tried_again = true;
    write_failure(context.folder, experiment.run, *failure, context.settings.provenance);
  });
}

void record_failure(const Experiment& experiment, const Failure& failure, const RunContext& context) {
  const bool is_tried_again = failure.attempts <= context.settings.execution.retries;
  Log().error("{}: failed: {}{}", name_of(experiment), failure.reason, is_tried_again ? "; tried again" : "");
  try {
    write_failure(context.folder, experiment.run, failure, context.settings.provenance);
  } catch (const std::exception& error) {
    Log().error("{}: {}", name_of(experiment), error.what());
  }
}

}  // namespace emsurvey

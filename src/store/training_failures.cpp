#include "store/training_failures.h"

#include "store/failure.h"
#include "store/registry.h"

namespace emsurvey {

std::vector<TrainingFailure> training_failures(const SurveyFolder& folder,
                                               const ProgressCallback& on_progress) {
  std::vector<TrainingFailure> failures;
  const auto registry = read_registry(folder);
  if (!registry) return failures;
  for (const RegisteredRun& run : registry->runs) {
    on_progress();
    const auto failure = read_failure(folder, run.run);
    if (failure && !failure->is_tried_again)
      failures.push_back({run.run, run.options, to_string(failure->kind), failure->reason,
                          failure->kind == Failure::Kind::diverged});
  }
  return failures;
}

}  // namespace emsurvey

#include "survey/execution.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"

namespace emsurvey {

ExecutionKeys execution_of(const Settings& settings) {
  ExecutionKeys execution = execution_keys(settings);
  for (const auto& [key, path] : {std::pair("data", execution.data), std::pair("output", execution.output)})
    require(!path.empty(), key, "is not given", std::string("give it as --") + key);
  const int trainings = execution.trainings_per_gpu.value_or(1);
  require(trainings <= 1 || execution.ranks_per_training == 1, "trainings-per-gpu",
          "is " + std::to_string(trainings) +
              " with ranks-per-training = " + std::to_string(execution.ranks_per_training),
          "leave one of them at 1");
  return execution;
}

int trainings_at_a_time(const ExecutionKeys& execution, int ranks_on_gpu) {
  // Estimated from the number of thread blocks of a published network's convolutions; not measured.
  constexpr int fill_a_gpu = 4;
  if (execution.trainings_per_gpu) return *execution.trainings_per_gpu;
  const bool may_share = ranks_on_gpu > 0 && execution.ranks_per_training == 1;
  return may_share ? std::max(1, fill_a_gpu / ranks_on_gpu) : 1;
}

void require_trainable(const std::vector<Experiment>& experiments, const Dataset& dataset,
                       int ranks_per_training) {
  for (const auto& experiment : experiments) {
    require(experiment.batch % ranks_per_training == 0, "batch",
            std::to_string(experiment.batch) +
                " is not a multiple of ranks-per-training = " + std::to_string(ranks_per_training),
            "give each rank of a group the same number of images");
    const Split split = experiment.split_for(dataset);
    for (const int image : split.images(Role::train)) {
      const auto& section = dataset.sections[static_cast<std::size_t>(image)];
      const auto height = std::llround(section.raw.height * experiment.scale);
      const auto width = std::llround(section.raw.width * experiment.scale);
      require(height >= experiment.crop_px && width >= experiment.crop_px, "crop",
              std::to_string(experiment.crop_px) + " is larger than section " + section.name + " of " +
                  std::to_string(width) + " x " + std::to_string(height) + " pixels",
              "use a smaller crop");
    }
  }
}

}  // namespace emsurvey

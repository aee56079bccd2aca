#include "survey/execution.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/unknown_name.h"
#include "survey/keys.h"
#include "survey/setting_value.h"

namespace emsurvey {
namespace {

std::string one_value(const Settings& settings, const std::string& key) {
  const auto found = settings.find(key);
  require(found != settings.end() && !found->second.empty() && !found->second.front().empty(), key,
          "is not given", "give it as --" + key);
  require(found->second.size() == 1, key, "has several values", "give one");
  return found->second.front();
}

}  // namespace

Execution execution_of(const Settings& settings) {
  Execution execution;
  execution.data = one_value(settings, "data");
  execution.output = one_value(settings, "output");
  execution.ranks_per_job =
      static_cast<int>(whole_number("ranks-per-job", one_value(settings, "ranks-per-job"), 1, 4096));
  const std::string jobs = one_value(settings, "jobs-per-gpu");
  // Number of CUDA streams that LibTorch provides to the threads of a process.
  constexpr std::int64_t streams = 32;
  if (jobs != "auto")
    execution.jobs_per_gpu = static_cast<int>(whole_number("jobs-per-gpu", jobs, 1, streams));
  require(execution.jobs_per_gpu <= 1 || execution.ranks_per_job == 1, "jobs-per-gpu",
          "is " + std::to_string(execution.jobs_per_gpu) +
              " with ranks-per-job = " + std::to_string(execution.ranks_per_job),
          "leave one of them at 1");
  const std::string threads = one_value(settings, "threads");
  if (threads != "auto") execution.threads = static_cast<int>(whole_number("threads", threads, 1, 1024));
  execution.checkpoint_every_s =
      real_number("checkpoint-every", one_value(settings, "checkpoint-every"), 0, 1e6);
  execution.stall_timeout_s = real_number("stall-timeout", one_value(settings, "stall-timeout"), 0, 1e6);
  execution.retries = static_cast<int>(whole_number("retries", one_value(settings, "retries"), 0, 1000));
  if (settings.contains("time-limit"))
    execution.time_limit_s = duration_s("time-limit", one_value(settings, "time-limit"));
  if (settings.contains("margin"))
    execution.margin = real_number("margin", one_value(settings, "margin"), 1e-6, 1);
  execution.device = one_value(settings, "device");
  require_known("device", "device", execution.device, {"auto", "cpu", "cuda"});
  if (settings.contains("deterministic")) {
    const std::string choice = one_value(settings, "deterministic");
    require_known("deterministic", "choice", choice, {"on", "off"});
    execution.is_deterministic = choice == "on";
  }
  return execution;
}

int trainings_at_a_time(const Execution& execution, int ranks_on_gpu) {
  // Estimated from the number of thread blocks of a published network's convolutions; not measured.
  constexpr int fill_a_gpu = 4;
  if (execution.jobs_per_gpu > 0) return execution.jobs_per_gpu;
  const bool may_share = ranks_on_gpu > 0 && execution.ranks_per_job == 1;
  return may_share ? std::max(1, fill_a_gpu / ranks_on_gpu) : 1;
}

void require_trainable(const std::vector<Experiment>& experiments, const Dataset& dataset,
                       int ranks_per_job) {
  for (const auto& experiment : experiments) {
    require(experiment.batch % ranks_per_job == 0, "batch",
            std::to_string(experiment.batch) +
                " is not a multiple of ranks-per-job = " + std::to_string(ranks_per_job),
            "give each rank of a group the same number of images");
    const Split split = experiment.split_for(dataset.sections.size());
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

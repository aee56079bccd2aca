#include "rank_resources.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "base/duration_text.h"
#include "base/environment.h"
#include "base/log.h"
#include "mpi/preflight.h"
#include "rank_setup.h"
#include "store/survey_lock.h"
#include "train/device.h"

namespace emsurvey {
namespace {

/// Rank 0 decides: only rank 0 is sure to see the environment of the job, and all ranks must follow one
/// clock.
TimeBudget time_budget(const Communicator& world, const ExecutionKeys& execution) {
  std::string text;
  world.collectively([&] {
    if (!world.is_root()) return;
    const auto left =
        time_left(execution.time_limit_s, process_environment, std::chrono::system_clock::now());
    if (left) text = std::to_string(*left);
  });
  text = world.broadcast(text);
  if (text.empty()) return TimeBudget();
  TimeBudget time(std::stod(text));
  Log(world.is_root()).info("Time left: {}", duration_text(time.left_s()));
  return time;
}

void warn_of_devices(const RankResources& resources, int cores, const Communicator& world) {
  const Log log(world.is_root());
  const auto warn_if = [&](const std::optional<std::string>& warning) {
    if (warning) log.warn("{}", *warning);
  };
  const auto are_on_cpu = world.all_gather(resources.device.is_cpu());
  const auto without = std::count(are_on_cpu.begin(), are_on_cpu.end(), 1);
  if (without == 0) {
    warn_if(check_cores_for_gpu(cores, resources.trainings));
  } else if (without < world.size()) {
    log.warn(
        "{} of {} ranks have no GPU and take longer, and each rank trains one run at a time unless "
        "trainings-per-gpu is set",
        without, world.size());
  } else if (resources.execution.device == DeviceChoice::automatic) {
    warn_if(check_gpus(process_environment));
  }
}

}  // namespace

RankResources gather_resources(const ExecutionKeys& execution, const Communicator& world) {
  const TimeBudget time = time_budget(world, execution);
  if (const auto warning = check_world_size(world.size(), process_environment))
    Log(world.is_root()).warn("{}", *warning);
  RankGroup group = make_rank_group(world, execution.ranks_per_training);
  const at::Device device = use_device(world, execution.device);
  const int sharing = ranks_on_gpu(world, device);
  const int trainings = trainings_at_a_time(execution, sharing);
  const ThreadPlan plan = use_threads(world, execution.threads.value_or(0), trainings);
  const int threads = std::max(1, plan.threads / trainings) * trainings;
  RankResources resources{execution, time,      std::move(group), device,
                          sharing,   trainings, threads,          of_all_ranks(this_process(), world)};
  warn_of_devices(resources, static_cast<int>(-world.max(-plan.cores)), world);
  return resources;
}

std::string device_text(const RankResources& resources) {
  if (resources.device.is_cpu()) return "cpu";
  const std::string sharing =
      resources.ranks_on_gpu > 1 ? ", ranks per GPU: " + std::to_string(resources.ranks_on_gpu) : "";
  return resources.device.str() + " (" + device_name(resources.device) + sharing + ")";
}

}  // namespace emsurvey

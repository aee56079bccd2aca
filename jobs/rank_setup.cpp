#include "rank_setup.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <functional>

#include "base/log.h"
#include "mpi/preflight.h"
#include "train/device.h"
#include "train/make_reducer.h"
#include "train/precision.h"

namespace emsurvey {

ThreadPlan use_threads(const Communicator& world, int requested, int trainings) {
  const ThreadPlan plan = plan_threads(world.split_by_node(), requested, process_environment);
  if (plan.warning) Log(world.is_root()).warn("{}", *plan.warning);
  at::set_num_threads(std::max(1, plan.threads / trainings));
  return plan;
}

at::Device use_device(const Communicator& world, DeviceChoice choice) {
  const int rank_on_node = world.split_by_node().rank();
  at::Device device = at::kCPU;
  world.collectively([&] { device = choose_device(choice, rank_on_node); });
  return device;
}

int ranks_on_gpu(const Communicator& world, const at::Device& device) {
  const auto identity = static_cast<std::int64_t>(std::hash<std::string>()(device_identity(device)));
  const auto all = world.split_by_node().all_gather(identity);
  const auto sharing = std::count(all.begin(), all.end(), identity);
  return world.any(device.is_cpu()) ? 0 : static_cast<int>(world.max(sharing));
}

void use_arithmetic(const Communicator& world, const std::vector<Experiment>& experiments,
                    bool is_deterministic, const at::Device& device) {
  if (experiments.empty()) return;
  const Precision precision = experiments.front().precision;
  if (precision == Precision::bf16 && !world.all(has_bfloat16(device)))
    Log(world.is_root())
        .warn(
            "precision: bf16 is slow on a device without instructions for it, as one here; tf32 or float32 may "
            "be faster");
  if (device.is_cuda()) use_gpu_arithmetic(precision, is_deterministic);
}

std::unique_ptr<GradientReducer> use_reducer(const RankGroup& group, const at::Device& device,
                                             double limit_s) {
  return make_reducer(group.ranks, group.index < 0 ? at::Device(at::kCPU) : device, limit_s);
}

}  // namespace emsurvey

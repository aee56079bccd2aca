#include "forecast.h"

#include <ATen/Parallel.h>
#include <fmt/core.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/duration_text.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/process.h"
#include "base/resident_memory.h"
#include "base/terminal.h"
#include "plan/disk_space.h"
#include "plan/gpu_memory.h"
#include "plan/host_memory.h"
#include "plan/pieces_of_grid.h"
#include "plan/predicted_time.h"
#include "run/scaled_datasets.h"
#include "survey/work_order.h"
#include "train/device.h"
#include "train/precision.h"
#include "watch/progress.h"

namespace emsurvey {
namespace {

constexpr double measuring_s = 60;  ///< Time for measured steps, over all kinds of runs.
// Time to start and end mpirun and MPI; time for tables, figure and report.
constexpr double launch_s = 1, reduce_s = 1.5;

int own_cores() {
  cpu_set_t own;
  CPU_ZERO(&own);
  return sched_getaffinity(0, sizeof own, &own) == 0 ? CPU_COUNT(&own) : 1;
}

/// Threads and processes of the ranks on machines like this one.
struct Layout {
  int threads = 1;           ///< Threads of a rank.
  int training_threads = 1;  ///< Threads of each of its trainings.
  int processes = 1;         ///< Processes that train on this machine at a time.
};

Layout layout_of(const ExecutionKeys& execution, const PlannedRanks& planned, std::size_t experiments) {
  const int cores = own_cores();
  Layout layout;
  layout.threads = execution.threads.value_or(std::max(1, cores / planned.ranks));
  layout.training_threads = std::max(1, layout.threads / planned.trainings);
  const int ranks_here = std::clamp(cores / layout.threads, 1, planned.ranks);
  const auto wanted = static_cast<double>(experiments) * execution.ranks_per_training;
  layout.processes = static_cast<int>(std::min<double>(ranks_here * planned.trainings, wanted));
  return layout;
}

/// Limits the number of processes to those that fit into the memory of this machine. Each process also needs
/// some memory for LibTorch itself.
int fitting(int processes, const Experiment& experiment, const Dataset& dataset, int ranks_per_training) {
  constexpr double own_bytes = 3e8;
  ParameterCounts counts;
  const auto bytes = gpu_memory_of(experiment, dataset, ranks_per_training, counts).bytes();
  const double each = own_bytes + 2 * static_cast<double>(bytes);
  return std::clamp(static_cast<int>(static_cast<double>(available_memory()) / each), 1, processes);
}

std::string kind_text(const Experiment& e) {
  return fmt::format("{}:{}, {} filters, {}, crop {}, batch {}, {}", e.network.name, e.network.depth,
                     e.network.filters, to_string(e.model), e.crop_px, e.batch, to_string(e.precision));
}

/// Shows a line on a terminal while a kind of run is measured.
class TimingLine {
 public:
  explicit TimingLine(const std::string& kind) {
    const std::string line =
        cut_to_columns("taking some steps: " + kind + " ...", terminal_size().columns - 1);
    if (is_watched_) std::fputs(line.c_str(), stderr);
  }
  ~TimingLine() {
    if (is_watched_) std::fprintf(stderr, "\r\033[K");
  }
  TimingLine(const TimingLine&) = delete;
  TimingLine& operator=(const TimingLine&) = delete;

 private:
  const bool is_watched_ = ::isatty(STDERR_FILENO) != 0;
};

/// Measures the kinds of runs in a survey on one device.
class PieceTimer {
 public:
  /// Keeps references to `dataset` and `execution`.
  PieceTimer(const Dataset& dataset, const ExecutionKeys& execution, const at::Device& device,
             const Layout& layout)
      : datasets_(dataset), execution_(execution), device_(device), layout_(layout) {}

  PieceTimes measure(const Experiment& experiment, double enough_s) {
    const TimingLine line(kind_text(experiment));
    dataset_ = datasets_.at(experiment.scale);
    const MeasuredRun run{experiment, *dataset_, execution_.ranks_per_training};
    const auto processes = [&] {
      return MeasuringProcesses{fitting(layout_.processes, experiment, *dataset_, run.ranks_per_training),
                                layout_.training_threads};
    };
    const auto pieces = device_.is_cuda() ? measure_pieces(run, device_, enough_s, [] {})
                                          : measure_pieces_at_once(run, processes(), enough_s);
    resident_bytes_ = std::max(resident_bytes_, resident_memory().own_bytes + resident_memory().file_bytes);
    return pieces;
  }
  /// Returns the largest resident memory of this process with its data set, over all measured scales.
  std::uint64_t resident_bytes() const { return resident_bytes_; }

 private:
  ScaledDatasets datasets_;
  std::shared_ptr<const Dataset> dataset_;  ///< The data set at the last scale.
  const ExecutionKeys& execution_;
  const at::Device device_;
  const Layout layout_;
  std::uint64_t resident_bytes_ = 0;
};

void print_pieces(const Experiment& experiment, const PieceTimes& pieces) {
  print("timed: run %d (%s): %.3g s per step, %.3g s to label a megapixel, %.3g s to score it\n",
        experiment.run, kind_text(experiment).c_str(), pieces.step_s, 1e6 * pieces.label_s_per_pixel,
        1e6 * pieces.test_s_per_pixel);
  flush_output();
}

void print_memory(const HostMemory& memory, const PlannedRanks& planned) {
  const auto rank = rank_memory_bytes(memory, planned.trainings);
  const auto all = rank * static_cast<std::uint64_t>(planned.ranks);
  constexpr std::uint64_t mebibyte = 1 << 20, step = 100;
  const auto rounded = (all / mebibyte / step + 1) * step;
  print(
      "host memory: about %s per rank, %s for all %d rank(s), from what these steps took here; on one node: "
      "sbatch --mem=%lluM\n",
      size_text(rank).c_str(), size_text(all).c_str(), planned.ranks,
      static_cast<unsigned long long>(rounded));
}

}  // namespace

Loading loading_so_far() {
  at::set_num_threads(1);
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  const double begin_s =
      static_cast<double>(this_process().start) / static_cast<double>(sysconf(_SC_CLK_TCK));
  constexpr double longest_s = 3600;  // A longer time means that the two clocks differ.
  const double seconds = static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec) - begin_s;
  return {std::clamp(seconds, 0.0, longest_s), resident_memory().most_bytes};
}

void print_forecast(const std::vector<Experiment>& experiments, const Dataset& dataset,
                    const ExecutionKeys& execution, const PlannedRanks& planned) try {
  if (experiments.empty()) return;
  const at::Device device = choose_device(execution.device, 0);
  const Layout layout = layout_of(execution, planned, experiments.size());
  if (device.is_cuda()) {
    at::set_num_threads(layout.training_threads);
    use_gpu_arithmetic(experiments.front().precision, execution.is_deterministic);
  }
  PieceTimer timer(dataset, execution, device, layout);
  const auto pieces = pieces_of(experiments, measuring_s, [&](const Experiment& e, double enough_s) {
    const PieceTimes measured = timer.measure(e, enough_s);
    print_pieces(e, measured);
    return measured;
  });

  // The gain of simultaneous trainings on a GPU is unknown, so none is assumed.
  const double sharing = device.is_cuda() ? planned.trainings : 1;
  std::vector<double> seconds;
  std::size_t longest = 0;
  double training_bytes = 0;
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    seconds.push_back(sharing * predicted_seconds(experiments[i], dataset, execution.ranks_per_training,
                                                  execution.checkpoint_every_s, pieces[i])
                                    .total());
    if (seconds[i] > seconds[longest]) longest = i;
    training_bytes = std::max(training_bytes, pieces[i].memory_bytes);
  }
  const int groups = std::max(1, planned.ranks / execution.ranks_per_training);
  const double around_s = launch_s + planned.loading.seconds + reduce_s +
                          copy_baseline_seconds(experiments, dataset, planned.ranks, pieces);
  std::vector<double> in_order;
  for (const std::size_t i : work_order(experiments)) in_order.push_back(seconds[i]);
  const double whole_s = around_s + makespan(in_order, static_cast<std::size_t>(groups * planned.trainings));
  const std::string places = device.is_cuda() ? "a GPU" : std::to_string(layout.threads) + " core(s)";
  print("time: about %s with %d rank(s) of %s each like this machine's (%s), %s of it the longest run\n",
        duration_text(whole_s).c_str(), planned.ranks, places.c_str(), device_name(device).c_str(),
        duration_text(seconds[longest]).c_str());
  const RunSeconds run = predicted_seconds(experiments[longest], dataset, execution.ranks_per_training,
                                           execution.checkpoint_every_s, pieces[longest]);
  print(
      "      run %d: %.4g s for steps, %.3g s for whole sections, %.3g s for the rest; %.3g s for start, "
      "copy baselines and tables; %.0f s in all\n",
      experiments[longest].run, run.steps, run.tests, run.rest, around_s, whole_s);
  print_memory({planned.loading.bytes, timer.resident_bytes(), static_cast<std::uint64_t>(training_bytes)},
               planned);
} catch (const std::exception& error) {
  print("time: not known, because no step can be taken here (%s)\n", error.what());
}

}  // namespace emsurvey

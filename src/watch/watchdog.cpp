#include "watch/watchdog.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "base/exit_now.h"
#include "base/log.h"
#include "watch/interrupt.h"

namespace emsurvey {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr Seconds look_interval{0.25};
constexpr Seconds suspended{5};  ///< A gap between two checks that shows that this process was suspended.
/// mpirun resumes a stopped rank before it ends it; for this time after a resumption nothing is reported.
constexpr std::chrono::seconds woken_by_the_end{3};
/// Time in which the other workers and ranks learn of the stop request and write a checkpoint.
constexpr Seconds grace{2};

constexpr int count_bits = 36, phase_bits = 4;

std::int64_t packed(const WorkerStatus& status) {
  const std::int64_t head =
      (std::int64_t{status.run} << phase_bits) | static_cast<std::int64_t>(status.phase);
  return (head << count_bits) | (status.count & ((std::int64_t{1} << count_bits) - 1));
}

WorkerStatus unpacked(std::int64_t value) {
  const std::int64_t head = value >> count_bits;
  return {static_cast<int>(head >> phase_bits),
          static_cast<WorkerStatus::Phase>(head & ((std::int64_t{1} << phase_bits) - 1)),
          value & ((std::int64_t{1} << count_bits) - 1)};
}

/// Waits for `time`. Returns whether a stop was requested before it was over.
bool is_stopped_within(Seconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  return wake.wait_for(lock, stop, time, [&] { return stop.stop_requested(); });
}

}  // namespace

Watchdog::Watchdog(const Communicator& world, std::vector<Process> processes, int workers, double timeout_s,
                   RunName run_name)
    : rank_(world.rank()),
      workers_(static_cast<int>(world.max(workers))),
      processes_(std::move(processes)),
      timeout_s_(timeout_s),
      tell_interval_(timeout_s > 0 ? std::min(1.0, timeout_s / 8) : 1.0),
      run_name_(std::move(run_name)),
      counters_(world, world.size() * workers_),
      known_(static_cast<std::size_t>(world.size() * workers_)),
      last_told_(static_cast<std::size_t>(workers_), Clock::now()),
      last_looked_up_(Clock::now()),
      watcher_([this](const std::stop_token& stop) { watch(stop); }) {
  report(0, {.phase = WorkerStatus::Phase::preparing});
  world.barrier();  // From here on rank 0 knows all ranks.
}

void Watchdog::report(int worker, const WorkerStatus& status) {
  if (rank_ == 0) counters_.progress_mpi();
  const WorkerStatus before = unpacked(known_[place_of(rank_, worker)].exchange(packed(status)));
  const auto now = Clock::now();
  const bool is_new_work = before.run != status.run || before.phase != status.phase;
  const std::lock_guard lock(mutex_);
  auto& last_told = last_told_[static_cast<std::size_t>(worker)];
  if (!is_new_work && now - last_told < tell_interval_) return;
  last_told = now;
  counters_.put(static_cast<int>(place_of(rank_, worker)), packed(status));
  if (!is_new_work && now - last_looked_up_ < tell_interval_) return;
  last_looked_up_ = now;
  for (std::size_t place = 0; place < known_.size(); ++place) {
    if (rank_of(place) != rank_ && is_watched(rank_of(place)))
      known_[place] = counters_.get(static_cast<int>(place));
  }
}

void Watchdog::watch(const std::stop_token& stop) {
  std::vector<Stand> stands(known_.size(), Stand{0, Clock::now()});
  auto last_look = Clock::now(), awake_since = last_look - woken_by_the_end;
  while (!is_stopped_within(look_interval, stop)) {
    const auto now = Clock::now();
    if (now - last_look > suspended) {
      for (auto& stand : stands) stand.since = now;
      awake_since = now;
    }
    last_look = now;
    note_changes(stands, now);
    if (now - awake_since < woken_by_the_end) continue;
    auto trouble = dead_rank();
    if (!trouble) trouble = stuck_rank(stands, now);
    if (!trouble) continue;
    Log().error("{}; the job ends, the same command continues", *trouble);
    interrupt();
    if (is_stopped_within(grace, stop)) return;
    exit_now(ExitStatus::interrupted);
  }
}

void Watchdog::note_changes(std::vector<Stand>& stands, Clock::time_point now) const {
  const auto is_idle = [&](std::size_t place) {
    return unpacked(known_[place]).phase == WorkerStatus::Phase::idle;
  };
  for (std::size_t place = 0; place < stands.size(); ++place) {
    const std::int64_t status = known_[place];
    if (is_idle(place) || status != stands[place].status) stands[place] = {status, now};
  }
}

std::optional<std::string> Watchdog::dead_rank() const {
  for (int rank = 0; rank < static_cast<int>(processes_.size()); ++rank) {
    const Process& process = processes_[static_cast<std::size_t>(rank)];
    if (rank == rank_ || !is_watched(rank) || !is_here(process) || state_of(process) != ProcessState::gone)
      continue;
    return name_of(busy_place_of(rank)) + " is gone";
  }
  return {};
}

std::optional<std::string> Watchdog::stuck_rank(const std::vector<Stand>& stands,
                                                Clock::time_point now) const {
  if (timeout_s_ <= 0) return {};
  // Rank 0, which knows most, reports first.
  const double limit_s = timeout_s_ + 0.1 * std::min(rank_, 20);
  std::optional<std::size_t> stuck, own;
  for (std::size_t place = 0; place < stands.size(); ++place) {
    // A status of another rank is as old as the last report and the last look-up.
    const double age_s = rank_of(place) == rank_ ? 0 : 3 * tell_interval_.count();
    if (Seconds(now - stands[place].since).count() <= limit_s + age_s) continue;
    if (is_watched(rank_of(place))) stuck = place;
    if (rank_of(place) == rank_) own = place;
  }
  // While this rank itself makes no progress, it learns nothing new about others.
  if (own) stuck = own;
  if (!stuck) return {};
  // Some of the ranks without progress wait for a stopped one, which is the cause.
  std::string cause;
  for (int rank = 0; rank < static_cast<int>(processes_.size()); ++rank) {
    if (!is_stopped(rank)) continue;
    stuck = busy_place_of(rank);
    cause = "; its process is stopped";
  }
  return fmt::format("{} has made no progress for {:g} s (stall-timeout){}", name_of(*stuck), timeout_s_,
                     cause);
}

bool Watchdog::is_stopped(int rank) const {
  const Process& process = processes_[static_cast<std::size_t>(rank)];
  return is_here(process) && state_of(process) == ProcessState::stopped;
}

std::size_t Watchdog::busy_place_of(int rank) const {
  std::optional<std::size_t> waiting;
  for (int worker = 0; worker < workers_; ++worker) {
    const std::size_t place = place_of(rank, worker);
    const WorkerStatus status = unpacked(known_[place]);
    if (status.run > 0 && status.phase != WorkerStatus::Phase::concluding) return place;
    if (status.run > 0 && !waiting) waiting = place;
  }
  return waiting.value_or(place_of(rank, 0));
}

std::string Watchdog::name_of(std::size_t place) const {
  using enum WorkerStatus::Phase;
  static constexpr const char* phases[] = {"idle",
                                           "reading the data set",
                                           "preparing",
                                           "training, step ",
                                           "validating",
                                           "testing, image ",
                                           "scoring, image ",
                                           "waiting for the scores of all ranks",
                                           "waiting for other ranks",
                                           "making the tables"};
  const WorkerStatus status = unpacked(known_[place]);
  const int rank = rank_of(place);
  const Process& process = processes_[static_cast<std::size_t>(rank)];
  std::string text = fmt::format("rank {} on {} (process {})", rank, process.host, process.pid);
  if (status.run > 0) text += " in " + run_name_(status.run);
  if (status.phase == idle) return text;
  text += std::string(", ") + phases[static_cast<std::size_t>(status.phase)];
  const bool is_counted = status.phase == training || status.phase == testing || status.phase == scoring;
  return text + (is_counted ? std::to_string(status.count) : "") + ",";
}

}  // namespace emsurvey

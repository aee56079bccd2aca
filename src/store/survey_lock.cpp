#include "store/survey_lock.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <nlohmann/json.hpp>

#include "base/exit_now.h"
#include "base/log.h"
#include "io/file.h"
#include "watch/interrupt.h"

namespace emsurvey {
namespace {

/// Whether another job, or none, holds the lock. If the file cannot be read now, it is read again next time.
bool is_lost(const std::filesystem::path& path, const std::string& token) {
  try {
    const auto owner = read_lock_file(path);
    return !owner || owner->token != token;
  } catch (const std::exception&) {
    return false;
  }
}

/// Ends this process, and thereby the job, from a thread that must not call MPI.
[[noreturn]] void leave(const std::string& message) {
  Log().error("{}", message);
  exit_now(ExitStatus::program_error);
}

void say(const std::string& message) {
  Log().info("emsurvey {}", message);
}

/// Whether the lock file `other` covers runs that `shard` contains, too.
bool overlaps(const std::filesystem::path& other, const Shard& shard, const SurveyFolder& folder) {
  if (shard.count == 1) return other != folder.owner();
  return !other.filename().string().ends_with("-of-" + std::to_string(shard.count) + ".owner");
}

}  // namespace

std::vector<Process> of_all_ranks(const Process& own, const Communicator& world) {
  nlohmann::json all = nlohmann::json::array();
  for (const auto& text : world.gather(to_json(own).dump())) all.push_back(nlohmann::json::parse(text));
  std::vector<Process> processes;
  for (const auto& json : nlohmann::json::parse(world.broadcast(all.dump())))
    processes.push_back(process_from(json));
  return processes;
}

std::vector<std::filesystem::path> locks_on(const SurveyFolder& folder) {
  std::vector<std::filesystem::path> locks;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path(), error)) {
    if (entry.path().extension() == folder.owner().extension()) locks.push_back(entry.path());
  }
  std::sort(locks.begin(), locks.end());
  return locks;
}

SurveyLock::SurveyLock(SurveyFolder& folder, const Shard& shard, const std::vector<Process>& processes,
                       const Communicator& world, const ProgressCallback& on_progress) {
  on_progress();
  const auto path = folder.owner(shard);
  const auto launchers = of_all_ranks(parent_process(), world);
  const Waiting waiting{say, on_progress};
  std::string token;
  // Called on every rank, because a network file system may not show the new folder of another node at once.
  const auto make_and_hold = [&] {
    folder.make(folder.path());
    folder.hold();
  };
  const auto take = [&] {
    if (!world.is_root()) return;
    make_and_hold();
    lock_file_ = std::make_unique<LockFile>(path, processes, launchers, waiting);
    for (const auto& other : locks_on(folder)) {
      if (!overlaps(other, shard, folder)) continue;
      if (const auto owner = living_lock(other, waiting)) refuse(other, *owner);
    }
    if (const auto& predecessor = lock_file_->predecessor())
      say("takes over the survey from " + predecessor->owner() + ", which is gone");
    token = lock_file_->token();
  };
  world.collectively(take, on_progress);
  token = world.broadcast(token);
  world.collectively([&] {
    if (!world.is_root()) make_and_hold();
  });
  watcher_ = std::jthread(
      [this, folder, path, token](const std::stop_token& stop) { watch(stop, folder, path, token); });
}

void SurveyLock::watch(const std::stop_token& stop, const SurveyFolder& folder,
                       const std::filesystem::path& path, const std::string& token) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::duration<double> glance(0.25), interval(beat_interval_s);
  auto last_beat = Clock::now();
  bool is_ending = false;
  // At the end, rank 0 may release the lock a moment before this thread stops, so the lock counts as lost
  // when this is seen twice in a row.
  for (int times_lost = 0; times_lost < 2;) {
    if (wake.wait_for(lock, stop, glance, [&] { return stop.stop_requested(); })) return;
    const bool is_asked = !is_ending && is_interrupted();
    if (!is_asked && Clock::now() - last_beat < interval) continue;
    is_ending = is_ending || is_asked;
    last_beat = Clock::now();
    if (folder.is_lost()) leave(folder.loss_text());
    if (lock_file_) lock_file_->beat(is_ending);
    times_lost = is_lost(path, token) ? times_lost + 1 : 0;
  }
  leave(
      path.string() +
      ": this job no longer holds the lock, because another job found no heartbeat in it or the file was deleted; "
      "this job ends, the same command continues");
}

}  // namespace emsurvey

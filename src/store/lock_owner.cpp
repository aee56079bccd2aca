#include "store/lock_owner.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/error.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// How long to look for signs that an owner on several hosts is being ended.
constexpr double looking_s = 3;
/// The same for an owner on this host alone: mpirun passes SIGTERM on after a second, and the owner writes
/// within another quarter that it was asked to stop.
constexpr double looking_here_s = 1.5;
/// How long to wait for an owner that is being ended, which may have to save.
constexpr double patience_s = 30;
/// How long to wait for an owner whose launcher is gone. It may go on without its launcher, as under nohup.
constexpr double orphan_patience_s = 10;

template <class Condition>
bool holds_within(double seconds, Condition condition, const ProgressCallback& on_progress) {
  const auto start = Clock::now();
  while (!condition()) {
    if (Seconds(Clock::now() - start).count() > seconds) return false;
    on_progress();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return true;
}

bool is_alive_here(const Process& process) {
  return is_here(process) && state_of(process) != ProcessState::gone;
}

/// The sign that an owner with processes on this host will soon end.
enum class Ending { none, launcher_gone, asked_or_broken };

Ending ending_of(const fs::path& path, const LockText& owner) {
  const auto is_running = [](const Process& process) { return is_alive_here(process); };
  const auto is_lost = [](const Process& process) { return is_here(process) && !is_alive_here(process); };
  if (std::any_of(owner.processes.begin(), owner.processes.end(), is_lost)) return Ending::asked_or_broken;
  const auto now = read_lock_text(path);
  if (!now || now->token != owner.token || now->is_ending()) return Ending::asked_or_broken;
  const bool is_led = std::any_of(owner.launchers.begin(), owner.launchers.end(), is_running);
  return is_led ? Ending::none : Ending::launcher_gone;
}

/// Whether none of the owner's processes on this host is alive; waits for an owner that is being ended. If a
/// rank died on another host, this shows here when the launcher ends the ranks on this host, two or three
/// seconds later.
bool has_ended_here(const fs::path& path, const LockText& owner, const Waiting& waiting) {
  const auto has_ended = [&] {
    return std::none_of(owner.processes.begin(), owner.processes.end(), is_alive_here);
  };
  if (has_ended()) return true;
  const bool is_all_here = std::all_of(owner.processes.begin(), owner.processes.end(), is_here);
  const double look_s = is_all_here ? looking_here_s : looking_s;
  if (!is_all_here)
    waiting.say("checks for a few seconds whether " + owner.owner() + ", which owns the survey, is ending");
  Ending ending = Ending::none;
  const auto is_ending = [&] { return (ending = ending_of(path, owner)) != Ending::none; };
  if (!holds_within(look_s, is_ending, waiting.on_progress)) return false;
  if (has_ended()) return true;
  waiting.say("waits for the remaining processes of an earlier run to end: " + owner.owner());
  return holds_within(ending == Ending::launcher_gone ? orphan_patience_s : patience_s, has_ended,
                      waiting.on_progress);
}

/// Whether an owner on another host writes no heartbeat. Its clock is not used.
bool is_silent(const fs::path& path, const LockText& owner, const Waiting& waiting) {
  constexpr double wait_s = 3 * beat_interval_s;
  waiting.say("waits up to " + std::to_string(static_cast<int>(wait_s)) + " s for a heartbeat of " +
              owner.owner() + ", which owns the survey");
  const auto has_beaten = [&] {
    const auto now = read_lock_text(path);
    return now && now->token == owner.token && now->beat != owner.beat;
  };
  return !holds_within(wait_s, has_beaten, waiting.on_progress);
}

}  // namespace

bool is_dead(const fs::path& path, const LockText& owner, const Waiting& waiting) {
  if (!has_ended_here(path, owner, waiting)) return false;
  const bool are_all_here = std::all_of(owner.processes.begin(), owner.processes.end(),
                                        [](const Process& p) { return is_here(p); });
  return are_all_here || is_silent(path, owner, waiting);
}

void refuse(const fs::path& path, const LockText& owner) {
  throw InputError(path.parent_path().string(), "is being worked on by " + owner.owner(),
                   "wait until it ends, stop it, or use another output folder");
}

}  // namespace emsurvey

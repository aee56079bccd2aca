// Whether the owner of a lock file still lives: its processes on this host, its heartbeat on others.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/progress_callback.h"
#include "store/lock_text.h"

namespace emsurvey {

/// Interval at which an owner writes its heartbeat.
constexpr double beat_interval_s = 10;

/// Callbacks of an MPI job that waits for the owner of a lock file.
struct Waiting {
  std::function<void(const std::string&)> say;  ///< Receives messages about what is being waited for.
  ProgressCallback on_progress;
};

/// Returns whether the `owner` of the lock file at `path` is dead. An owner on this host is dead when its
/// processes are gone, one on another host when its heartbeat does not change for three intervals of this
/// host's monotonic clock. Waits for an owner that is being ended: a process of it or its launcher is gone, or
/// it was asked to stop.
bool is_dead(const std::filesystem::path& path, const LockText& owner, const Waiting& waiting);

/// Throws InputError that names the living `owner` of the lock file at `path`.
[[noreturn]] void refuse(const std::filesystem::path& path, const LockText& owner);

}  // namespace emsurvey

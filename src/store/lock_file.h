// The lock file by which one MPI job owns a survey and by which others identify the owner.
//
// It is not a lock of the file system: those are unreliable on network file systems. It relies on link(): if
// several processes link files to the same name, exactly one succeeds. A lock file stands at the path itself.
// The successor of a dead owner's lock file stands at <path>.<token of the dead one>, so that each lock file
// has at most one successor, however many processes find it dead at once. The last lock file of this chain is
// the owner's; the owner then moves it to the path itself.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/process.h"
#include "base/progress_callback.h"

namespace emsurvey {

/// Converts a process to its form in a lock file.
nlohmann::json to_json(const Process& process);
/// Throws nlohmann::json::exception if `json` does not describe a process.
Process process_from(const nlohmann::json& json);

/// The contents of a lock file.
struct LockText {
  std::string token;  ///< Unique to the lock file.
  std::string beat;   ///< Heartbeat, changes while the owner lives.
  std::string slurm_job;
  std::vector<Process> processes;  ///< Processes of all ranks, rank 0 first.
  std::vector<Process> launchers;  ///< Process that started each rank.

  /// Whether the owner was asked to stop and is saving.
  bool is_ending() const;
  /// Describes the owner, as "process 123 on node7 (Slurm job 45)".
  std::string owner() const;
};

/// Reads the owner's lock file at `path`; nothing if there is none. Throws InputError if it is damaged.
std::optional<LockText> read_lock_file(const std::filesystem::path& path);

/// Callbacks of an MPI job that waits for the owner of a lock file.
struct Waiting {
  std::function<void(const std::string&)> say;  ///< Receives messages about what is being waited for.
  ProgressCallback on_progress;
};

/// Reads the owner's lock file at `path`; nothing if the owner is dead. Decides and waits as LockFile does.
std::optional<LockText> living_lock(const std::filesystem::path& path, const Waiting& waiting);

/// Throws InputError that names the living `owner` of the lock file at `path`.
[[noreturn]] void refuse(const std::filesystem::path& path, const LockText& owner);

/// A lock file that is held. Its owner calls beat() every `beat_interval_s` seconds.
class LockFile {
 public:
  static constexpr double beat_interval_s = 10;

  /// Locks `path` for `processes`. If there is a lock file, waits for an owner that is being ended (a process
  /// of it or its launcher is gone, or it was asked to stop), and takes over the lock of a dead owner. An
  /// owner on this host is dead when its processes are gone, one on another host when its heartbeat does not
  /// change for three intervals of this host's monotonic clock. Throws InputError that names a living owner.
  LockFile(std::filesystem::path path, std::vector<Process> processes, std::vector<Process> launchers,
           const Waiting& waiting);
  /// Releases the lock.
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

  const std::string& token() const { return text_.token; }
  /// The dead owner from which the lock was taken over, if any.
  const std::optional<LockText>& predecessor() const { return predecessor_; }

  /// Writes a heartbeat. `is_ending`: this job was asked to stop and will soon release the lock.
  void beat(bool is_ending = false);

 private:
  bool append();
  void move_to_path();

  std::filesystem::path path_;
  std::filesystem::path own_path_;
  LockText text_;
  std::optional<LockText> predecessor_;
  long long beats_ = 0;
  int descriptor_ = -1;  ///< File descriptor of this lock file, also after a move.
};

}  // namespace emsurvey

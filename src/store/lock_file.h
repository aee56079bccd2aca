// The lock file by which one MPI job owns a survey and by which others identify the owner.
//
// It is not a lock of the file system: those are unreliable on network file systems. It relies on link(): if
// several processes link files to the same name, exactly one succeeds. A lock file stands at the path itself.
// The successor of a dead owner's lock file stands at <path>.<token of the dead one>, so that each lock file
// has at most one successor, however many processes find it dead at once. The last lock file of this chain is
// the owner's; the owner then moves it to the path itself.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/process.h"
#include "store/lock_owner.h"
#include "store/lock_text.h"

namespace emsurvey {

/// Reads the owner's lock file at `path`; nothing if there is none. Throws InputError if it is damaged.
std::optional<LockText> read_lock_file(const std::filesystem::path& path);

/// Reads the owner's lock file at `path`; nothing if the owner is dead. Decides and waits as LockFile does.
std::optional<LockText> living_lock(const std::filesystem::path& path, const Waiting& waiting);

/// A lock file that is held. Its owner calls beat() every `beat_interval_s` seconds.
class LockFile {
 public:
  /// Locks `path` for `processes`. If there is a lock file, waits for an owner that is being ended, and takes
  /// over the lock of a dead owner, as is_dead() decides. Throws InputError that names a living owner.
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

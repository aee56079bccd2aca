// The file by which one run owns a survey, and by which others see whose it is.
//
// No file lock: those are unreliable on network file systems. link() is not: of several that give one name to
// their file, exactly one succeeds. A claim stands at the path itself; the successor of a dead one stands at
// <path>.<token of the dead one>, so that each claim has one successor at most however many find it dead at
// once; whoever is last in this chain is the owner. The owner then moves its file to the path itself.
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

/// A process as a claim's file has it.
nlohmann::json to_json(const Process& process);
/// Throws nlohmann::json::exception.
Process process_from(const nlohmann::json& json);

/// What a claim's file says.
struct LockText {
  std::string token;  ///< unlike any other claim's
  std::string beat;   ///< changes while the owner lives
  std::string slurm_job;
  std::vector<Process> processes;  ///< of all ranks, rank 0 first
  std::vector<Process> launchers;  ///< what started each of them

  /// Whether the owner was asked to stop, and saves.
  bool is_ending() const;
  /// "process 123 on node7 (Slurm job 45)".
  std::string owner() const;
};

/// The owner's claim at `path`; nothing when nobody claims it. Throws InputError when it is damaged.
std::optional<LockText> read_lock_file(const std::filesystem::path& path);

/// What those are told who have to wait for others' claims.
struct Waiting {
  std::function<void(const std::string&)> say;  ///< once: what for
  ProgressCallback on_progress;
};

/// The owner's claim at `path`, unless it is dead as LockFile would find it, with the same waiting.
std::optional<LockText> living_lock(const std::filesystem::path& path, const Waiting& waiting);

/// Throws the InputError that names the living `owner` of the claim at `path`.
[[noreturn]] void refuse(const std::filesystem::path& path, const LockText& owner);

/// A claim that is held. Its owner lets it beat every `beat_interval_s`.
class LockFile {
 public:
  static constexpr double beat_interval_s = 10;

  /// Claims `path` for `processes`. Where a claim is there, its owner is waited for when it is being ended (a
  /// process of it is gone, or its launcher; it was asked to stop); the claim of a dead owner is taken over:
  /// one on this host when its processes are gone, one on another host when its beat does not change for
  /// three intervals of this host's monotonic clock. Throws InputError naming a living owner.
  LockFile(std::filesystem::path path, std::vector<Process> processes, std::vector<Process> launchers,
           const Waiting& waiting);
  /// Gives it up.
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

  const std::string& token() const { return text_.token; }
  /// The dead owner that it was taken over from.
  const std::optional<LockText>& predecessor() const { return predecessor_; }

  /// A sign of life. `is_ending`: this run was asked to stop and will soon give the claim up.
  void beat(bool is_ending = false);

 private:
  bool append();
  void move_to_path();

  std::filesystem::path path_;
  std::filesystem::path own_path_;
  LockText text_;
  std::optional<LockText> predecessor_;
  long long beats_ = 0;
  int descriptor_ = -1;  ///< of this claim's file, wherever it is moved
};

}  // namespace emsurvey

// The text format of a lock file: who owns a survey, and a heartbeat that changes while the owner lives.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/process.h"

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

/// The first bytes of a lock file. The heartbeat follows at this fixed position and with a fixed length, because
/// it is overwritten in place.
constexpr std::string_view before_beat = "{\"beat\": \"";

/// Returns the heartbeat with the number `beats`. `is_ending`: see LockText::is_ending().
std::string beat_text(long long beats, bool is_ending = false);

/// Returns the bytes of a lock file.
std::string lock_file_bytes(const LockText& text);

/// Reads the one lock file `path`; nothing if it does not exist (any more). Throws InputError if it is damaged.
std::optional<LockText> read_lock_text(const std::filesystem::path& path);

}  // namespace emsurvey

// One survey, one owner: the claim of a run's ranks on a survey's folder.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "mpi/communicator.h"
#include "store/lock_file.h"
#include "store/survey_folder.h"

namespace emsurvey {

/// `own` of each rank in order, on every rank. Collective.
std::vector<Process> of_all_ranks(const Process& own, const Communicator& world);

/// The claims on a survey and its shares, of the living and the dead.
std::vector<std::filesystem::path> locks_on(const SurveyFolder& folder);

/// Claims a survey, or a share of it, as long as it lives. Shares of one division of the grid go together;
/// the whole survey, or shares of another division, do not. Of two that start at once and do not go together,
/// both may be refused.
///
/// On rank 0 a thread lets the claim beat. A thread of every rank looks whether the claim is still theirs: a
/// host that was cut off or suspended may find that another run took it for dead, and then ends at once. It
/// also ends when the folder is lost.
/// Until it looks, both may write; that does no harm, since every file is replaced as a whole and both write
/// the same bytes. The threads use files alone, never MPI.
class SurveyLock {
 public:
  /// Collective. Makes the folder and holds it on every rank. `processes`: of all ranks. Throws InputError on
  /// all ranks when another run owns it or the claim cannot be written. It may have to wait for half a minute
  /// whether an earlier owner lives; every rank then calls `on_progress`.
  SurveyLock(SurveyFolder& folder, const Shard& shard, const std::vector<Process>& processes,
             const Communicator& world, const ProgressCallback& on_progress);
  SurveyLock(const SurveyLock&) = delete;
  SurveyLock& operator=(const SurveyLock&) = delete;

 private:
  void watch(const std::stop_token& stop, const SurveyFolder& folder, const std::filesystem::path& path,
             const std::string& token);

  std::unique_ptr<LockFile> claim_;  ///< on rank 0
  std::jthread watcher_;             ///< ends before the claim is given up
};

}  // namespace emsurvey

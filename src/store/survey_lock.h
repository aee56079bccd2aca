// The lock of an MPI job on the folder of a survey, which has one owner at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "mpi/communicator.h"
#include "store/lock_file.h"
#include "store/survey_folder.h"

namespace emsurvey {

/// Returns `own` of each rank in rank order, on every rank. Collective.
std::vector<Process> of_all_ranks(const Process& own, const Communicator& world);

/// Returns the lock files of a survey and its shards, of living and dead owners.
std::vector<std::filesystem::path> locks_on(const SurveyFolder& folder);

/// Locks a survey, or a shard of it, during its lifetime. Shards of the same count are compatible with each
/// other; the whole survey, or shards of another count, are not. If two incompatible jobs start at once, both
/// may be refused.
///
/// A thread of rank 0 writes the heartbeat. A thread of every rank checks whether the lock is still this
/// job's: a host that was cut off or suspended may find that another job took its lock over, and then ends at
/// once. It also ends if the folder is lost. Until it checks, both jobs may write; that does no harm, since
/// every file is replaced as a whole and both write the same bytes. The threads use files only, never MPI.
class SurveyLock {
 public:
  /// Collective. Creates the folder and holds it open on every rank. `processes` are those of all ranks.
  /// Throws InputError on all ranks if another job owns the survey or the lock file cannot be written. It may
  /// take half a minute to find out whether an earlier owner lives; every rank calls `on_progress` meanwhile.
  SurveyLock(SurveyFolder& folder, const Shard& shard, const std::vector<Process>& processes,
             const Communicator& world, const ProgressCallback& on_progress);
  SurveyLock(const SurveyLock&) = delete;
  SurveyLock& operator=(const SurveyLock&) = delete;

 private:
  void watch(const std::stop_token& stop, const SurveyFolder& folder, const std::filesystem::path& path,
             const std::string& token);

  std::unique_ptr<LockFile> lock_file_;  ///< Only on rank 0.
  std::jthread watcher_;                 ///< Ends before the lock is released.
};

}  // namespace emsurvey

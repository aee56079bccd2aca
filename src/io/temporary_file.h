// Temporary files that write_file fills and then renames, and the removal of those of dead processes.
#pragma once

#include <filesystem>

namespace emsurvey {

/// Returns the path of the hidden file, in the same folder, that this process writes before it becomes
/// `path`. The name contains the running system, the process and its start time, so that no two writers share
/// a file.
std::filesystem::path temporary_path(const std::filesystem::path& path);

/// Removes the temporary files below `folder` whose writers are dead. A writer on this system is looked up by
/// process and start time; one on another system counts as dead if the file has not changed for an hour by
/// the clock of the file system. Errors are ignored, because a file that stays does no harm.
void remove_left_over_files(const std::filesystem::path& folder);

/// Like remove_left_over_files, but only for the temporary files of `path`.
void remove_left_over_files_of(const std::filesystem::path& path);

}  // namespace emsurvey

// Names of the files that write_file fills before it renames them, and what dead processes left of them.
#pragma once

#include <filesystem>

namespace emsurvey {

/// Where this process writes what is to become `path`: a hidden file beside it, whose name tells the running
/// system, the process and the time of its start, so that no two writers share one.
std::filesystem::path temporary_path(const std::filesystem::path& path);

/// Removes the temporary files below `folder` whose writers are dead. A writer on this system is asked for by
/// process and start; one on another system counts as dead when the file has not changed for an hour by the
/// clock of the file system itself. Troubles are left alone: a file too many does no harm.
void remove_left_over_files(const std::filesystem::path& folder);

/// The same for the temporary files of `path` alone.
void remove_left_over_files_of(const std::filesystem::path& path);

}  // namespace emsurvey

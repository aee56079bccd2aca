// Files with a checksum: a flipped bit or a missing end is always detected.
//
// The trailer (magic, length, SHA-256) is at the end, so that tools which read a file from its beginning
// (h5py, h5dump) can open it as it is.
#pragma once

#include <filesystem>
#include <string>

#include "base/progress_callback.h"

namespace emsurvey {

/// Returns `bytes` followed by their trailer.
std::string checksummed(std::string bytes);

/// Writes checksummed(bytes) to `path`, completely or not at all, and removes temporary files of `path` that
/// dead processes left. Throws FileError if the file cannot be written.
void write_checksummed(const std::filesystem::path& path, std::string bytes);

/// Returns the bytes that write_checksummed was given. Throws FileError if the file is missing or unreadable,
/// InputError if it is cut short or altered; a missing end is usually detected before the whole file is read.
std::string read_checksummed(const std::filesystem::path& path, const ProgressCallback& on_progress = {});

}  // namespace emsurvey

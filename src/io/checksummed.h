// Files that carry a checksum: a flipped bit or a missing end is always noticed.
//
// The trailer (magic, length, SHA-256) stands at the end, so that tools that read a file from its beginning
// (h5py, h5dump) open a sealed file as it is.
#pragma once

#include <filesystem>
#include <string>

#include "base/progress_callback.h"

namespace emsurvey {

/// `bytes` with their trailer.
std::string checksummed(std::string bytes);

/// Writes checksummed(bytes) at `path`, completely or not at all; what dead writers of this file left of it is
/// removed. Throws FileError when it cannot be written.
void write_checksummed(const std::filesystem::path& path, std::string bytes);

/// The bytes that write_checksummed was given. Throws FileError when the file is missing or cannot be read,
/// InputError when it is cut short or altered, which is mostly noticed before all of it is read.
std::string read_checksummed(const std::filesystem::path& path, const ProgressCallback& on_progress = {});

}  // namespace emsurvey

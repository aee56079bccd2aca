// Whole files: read at once, written completely or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace emsurvey {

/// The contents of a file. Throws InputError when it cannot be read or is larger than `limit_bytes`.
std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes = std::size_t{1} << 40);

/// Puts `contents` at `path` so that after any crash the old file or the new one is there, never a part:
/// written beside under a name of its own, flushed to disk, renamed over `path`, the folder flushed.
/// Throws InputError (disk full, not writable, ...) and leaves no temporary file behind.
void write_file(const std::filesystem::path& path, std::string_view contents);

/// Makes `path` and its parents; throws InputError when that is not possible.
void make_folder(const std::filesystem::path& path);

}  // namespace emsurvey

// Whole files: read at once, written completely or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/progress_callback.h"

namespace emsurvey {

/// After how many bytes work on a file calls its `on_progress`.
constexpr std::size_t meanwhile_interval_bytes = std::size_t{1} << 26;

constexpr std::size_t largest_file_bytes = std::size_t{1} << 40;

/// The contents of a file. Throws FileError when it cannot be read, InputError when it is no file, larger
/// than `limit_bytes` or than the memory that is left.
std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes = largest_file_bytes,
                      const ProgressCallback& on_progress = {});

/// The last `count` bytes of a file, or all of a shorter one. Throws as read_file.
std::string read_file_end(const std::filesystem::path& path, std::size_t count);

/// Whether there is anything at `path`. Throws FileError when the system does not say, as for want of a
/// permission.
bool file_exists(const std::filesystem::path& path);

/// Whether `contents` and nothing else is at `path`; false also where that cannot be read.
bool file_holds(const std::filesystem::path& path, std::string_view contents);

/// Puts `contents` at `path` so that after any crash the old file or the new one is there, never a part:
/// written beside under a name of its own, flushed to disk, renamed over `path`, the folder flushed.
/// Throws FileError (disk full, not writable, ...) and leaves no temporary file behind.
void write_file(const std::filesystem::path& path, std::string_view contents);

/// Appends `text`, which a power loss may take away until flush_file. Throws FileError; then, or after a
/// crash, a part of `text` may be there.
void append_to_file(const std::filesystem::path& path, std::string_view text);

/// Flushes to disk what was appended to a file, unless somebody has removed it. Throws FileError.
void flush_file(const std::filesystem::path& path);

/// Makes `path` and its parents, to stay after a power loss; throws FileError when that is not possible.
void make_folder(const std::filesystem::path& path);

/// The same for what is below `root`, which must be there and is never made. `path` begins with `root`.
void make_folder_below(const std::filesystem::path& root, const std::filesystem::path& path);

}  // namespace emsurvey

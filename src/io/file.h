// Functions that read whole files, and write them completely or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/progress_callback.h"

namespace emsurvey {

/// Bytes that are processed between two calls of `on_progress`.
constexpr std::size_t meanwhile_interval_bytes = std::size_t{1} << 26;

constexpr std::size_t largest_file_bytes = std::size_t{1} << 40;

/// Returns the contents of a file. Throws FileError if it cannot be read, InputError if it is not a regular
/// file or is larger than `limit_bytes` or the available memory.
std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes = largest_file_bytes,
                      const ProgressCallback& on_progress = {});

/// Returns the last `count` bytes of a file, or all of a shorter file. Throws like read_file.
std::string read_file_end(const std::filesystem::path& path, std::size_t count);

/// Whether anything exists at `path`. Throws FileError if this cannot be determined, for example without
/// permission.
bool file_exists(const std::filesystem::path& path);

/// Requires that `path` is a folder. Throws InputError with this remedy, which says whether there is anything.
void require_folder(const std::filesystem::path& path, const std::string& remedy);

/// Whether the file at `path` holds exactly `contents`; false if it cannot be read.
bool file_holds(const std::filesystem::path& path, std::string_view contents);

/// When a written file is flushed to disk.
enum class Flush {
  now,    ///< With its folder, before the writer returns.
  later,  ///< By the caller or the system: a power failure may leave an empty file, a part or none.
};

/// Writes `contents` to `path` atomically: after any crash of the program and, with Flush::now, of the system,
/// the old or the new file is there, never a part. The contents are written to a uniquely named file in the
/// same folder, which is renamed to `path`; with Flush::now it is flushed to disk before, and the folder after.
/// Throws FileError (disk full, not writable, ...) and leaves no temporary file behind.
void write_file(const std::filesystem::path& path, std::string_view contents, Flush flush = Flush::now);

/// Does the same for contents that another library writes: `fill` writes them to the path of a temporary file, from
/// the beginning, and with Flush::now flushes them to disk. It may be called twice.
void replace_file(const std::filesystem::path& path,
                  const std::function<void(const std::filesystem::path& temporary)>& fill,
                  Flush flush = Flush::now);

/// Appends `text`; a power failure may undo this until flush_file is called. Throws FileError. After an error
/// or a crash, a part of `text` may be in the file.
void append_to_file(const std::filesystem::path& path, std::string_view text);

/// Flushes the contents of a file to disk. Does nothing if the file no longer exists. Throws FileError.
void flush_file(const std::filesystem::path& path);

/// Flushes the new and renamed entries of `folder` to disk. Does nothing if the folder is writable but not
/// readable, or if its file system cannot flush folders. Throws FileError.
void flush_folder(const std::filesystem::path& folder);

/// Makes `path` and its parents, which survive a power failure. Throws FileError if that is not possible.
void make_folder(const std::filesystem::path& path);

/// Like make_folder, but only below `root`, which must exist and is never made. `path` must begin with
/// `root`.
void make_folder_below(const std::filesystem::path& root, const std::filesystem::path& path);

}  // namespace emsurvey

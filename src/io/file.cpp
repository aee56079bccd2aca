#include "io/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

#include "io/temporary_file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// Returns the remedy for an errno, for error messages.
std::string remedy_of(int error) {
  switch (error) {
    case ENOSPC:
      return "free some space and run the same command again";
    case EDQUOT:
      return "free some of your quota and run the same command again";
    case EFBIG:
      return "raise the limit on the size of files (ulimit -f) and run the same command again";
    case EROFS:
      return "name a folder on another file system";
    case EIO:
      return "check the disk and run the same command again";
    default:
      return "check the path, its permissions and the disk";
  }
}

[[noreturn]] void fail(const fs::path& path, const std::string& action, int error) {
  throw FileError(path.string(), "cannot " + action + " (" + std::strerror(error) + ")", remedy_of(error));
}

/// An open file. Closing can fail, so writers call close(); readers leave it to the destructor.
class OpenFile {
 public:
  /// `subject` is the path in error messages.
  OpenFile(const fs::path& path, int flags, fs::path subject)
      : subject_(std::move(subject)), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) fail(subject_, flags & O_CREAT ? "write" : "open", errno);
  }
  OpenFile(const fs::path& path, int flags) : OpenFile(path, flags, path) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int descriptor() const { return descriptor_; }

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) fail(subject_, "write", count < 0 ? errno : EIO);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  /// A failed flush is never repeated: the system may have dropped the data that it could not write.
  void flush() {
    if (::fsync(descriptor_) != 0) fail(subject_, "flush to disk", errno);
  }

  /// A network file system may report a failed write only when the file is closed.
  void close() {
    if (::close(std::exchange(descriptor_, -1)) != 0) fail(subject_, "close", errno);
  }

 private:
  fs::path subject_;
  int descriptor_;
};

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Makes a folder whose parent exists.
void make_one_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directory(path, error);
  if (error) fail(path, "make the folder", error.value());
  flush_folder(folder_of(path));
}

void write_temporary(const fs::path& temporary, const fs::path& path, std::string_view contents,
                     Flush flush) {
  OpenFile file(temporary, O_WRONLY | O_CREAT | O_TRUNC, path);
  file.write(contents);
  if (flush == Flush::now) file.flush();
  file.close();
}

/// A regular file opened for reading. Pipes, folders and devices are rejected before they are opened, because
/// opening a pipe would wait for a writer.
class FileToRead {
 public:
  explicit FileToRead(const fs::path& path) : path_(path), file_(checked(path), O_RDONLY) {
    struct stat status {};
    if (::fstat(file_.descriptor(), &status) != 0) fail(path_, "read", errno);
    size_ = static_cast<std::size_t>(status.st_size);
  }

  std::size_t size() const { return size_; }

  /// Returns the bytes from `begin` to `end`; fewer if the file has become shorter.
  std::string read(std::size_t begin, std::size_t end, const ProgressCallback& on_progress) const {
    std::string contents = memory_for(end - begin);
    std::size_t done = 0;
    while (done < contents.size()) {
      const std::size_t wanted = std::min(contents.size() - done, meanwhile_interval_bytes);
      const ssize_t count =
          ::pread(file_.descriptor(), contents.data() + done, wanted, static_cast<off_t>(begin + done));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(path_, "read", errno);
      if (count == 0) break;
      done += static_cast<std::size_t>(count);
      if (on_progress) on_progress();
    }
    contents.resize(done);
    return contents;
  }

 private:
  static const fs::path& checked(const fs::path& path) {
    std::error_code error;
    const bool is_other = fs::exists(path, error) && !fs::is_regular_file(path, error) && !error;
    require(!is_other, path.string(), "is not a file", "name a file");
    return path;
  }
  std::string memory_for(std::size_t bytes) const {
    try {
      return std::string(bytes, '\0');
    } catch (const std::bad_alloc&) {
      throw InputError(path_.string(),
                       "has " + std::to_string(bytes) + " bytes, more than the memory that is left",
                       "use a machine with more memory, or raise the limit");
    }
  }

  fs::path path_;
  OpenFile file_;
  std::size_t size_ = 0;
};

}  // namespace

std::string read_file(const fs::path& path, std::size_t limit_bytes, const ProgressCallback& on_progress) {
  const FileToRead file(path);
  require(file.size() <= limit_bytes, path.string(),
          "has " + std::to_string(file.size()) + " bytes, more than any valid file of its kind",
          "check that this is the file you mean");
  return file.read(0, file.size(), on_progress);
}

std::string read_file_end(const fs::path& path, std::size_t count) {
  const FileToRead file(path);
  return file.read(file.size() - std::min(file.size(), count), file.size(), {});
}

bool file_exists(const fs::path& path) {
  std::error_code error;
  const bool exists = fs::exists(path, error);
  if (error)
    throw FileError(path.string(), "cannot be looked up (" + error.message() + ")",
                    "check the permissions of its folder and the disk");
  return exists;
}

void require_folder(const fs::path& path, const std::string& remedy) {
  std::error_code error;
  if (fs::is_directory(path, error)) return;
  throw InputError(path.string(), fs::exists(path, error) ? "is not a folder" : "does not exist", remedy);
}

bool file_holds(const fs::path& path, std::string_view contents) {
  try {
    return read_file(path, contents.size()) == contents;
  } catch (const InputError&) {
    return false;
  }
}

void replace_file(const fs::path& path, const std::function<void(const fs::path& temporary)>& fill,
                  Flush flush) {
  const fs::path temporary = temporary_path(path);
  try {
    fill(temporary);
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
      if (errno != ENOENT) fail(path, "rename to", errno);
      // Another node removed the temporary file because it took this process for dead.
      fill(temporary);
      if (::rename(temporary.c_str(), path.c_str()) != 0) fail(path, "rename to", errno);
    }
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  if (flush == Flush::now) flush_folder(folder_of(path));
}

void write_file(const fs::path& path, std::string_view contents, Flush flush) {
  replace_file(
      path, [&](const fs::path& temporary) { write_temporary(temporary, path, contents, flush); }, flush);
}

void append_to_file(const fs::path& path, std::string_view text) {
  OpenFile file(path, O_WRONLY | O_CREAT | O_APPEND);
  file.write(text);
  file.close();
}

void flush_file(const fs::path& path) {
  if (!file_exists(path)) return;
  OpenFile file(path, O_WRONLY);
  file.flush();
  file.close();
}

void flush_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0 && errno == EACCES) return;
  if (descriptor < 0) fail(folder, "open", errno);
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0 && error != EINVAL && error != ENOTSUP) fail(folder, "flush to disk", error);
}

void make_folder(const fs::path& path) {
  std::error_code error;
  if (path.empty() || fs::is_directory(path, error)) return;
  make_folder(path.parent_path());
  make_one_folder(path);
}

void make_folder_below(const fs::path& root, const fs::path& path) {
  std::error_code error;
  if (path.native().size() <= root.native().size() || fs::is_directory(path, error)) return;
  make_folder_below(root, path.parent_path());
  make_one_folder(path);
}

}  // namespace emsurvey

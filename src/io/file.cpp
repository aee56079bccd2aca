#include "io/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& action, int error) {
  throw InputError(path.string(), "cannot " + action + " (" + std::strerror(error) + ")",
                   error == ENOSPC || error == EDQUOT ? "free some space and run the same command again"
                                                      : "check the path, its permissions and the disk");
}

/// An open file; closing it can fail, so writers call `close` and readers leave it to the destructor.
class OpenFile {
 public:
  OpenFile(const fs::path& path, int flags)
      : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) fail(path, flags & O_CREAT ? "write" : "open", errno);
  }
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
      if (count < 0) fail(path_, "write", errno);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  void flush() {
    if (::fsync(descriptor_) != 0) fail(path_, "flush to disk", errno);
  }

  /// A network file system may report a failed write only here.
  void close() {
    if (::close(std::exchange(descriptor_, -1)) != 0) fail(path_, "close", errno);
  }

 private:
  fs::path path_;
  int descriptor_;
};

void flush_folder(const fs::path& folder) {
  OpenFile(folder, O_RDONLY | O_DIRECTORY).flush();
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Unique among the processes of all hosts that may write in this folder.
fs::path temporary_name(const fs::path& path) {
  char host[256] = "host";
  ::gethostname(host, sizeof host - 1);
  return folder_of(path) /
         ("." + path.filename().string() + "." + host + "." + std::to_string(::getpid()) + ".tmp");
}

}  // namespace

std::string read_file(const fs::path& path, std::size_t limit_bytes) {
  const OpenFile file(path, O_RDONLY);
  struct stat status {};
  if (::fstat(file.descriptor(), &status) != 0) fail(path, "read", errno);
  require(S_ISREG(status.st_mode), path.string(), "is not a file", "name a file");
  const auto size = static_cast<std::size_t>(status.st_size);
  require(size <= limit_bytes, path.string(),
          "has " + std::to_string(size) + " bytes, too many to be what it should be",
          "check that this is the file you mean");
  std::string contents(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::read(file.descriptor(), contents.data() + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(path, "read", errno);
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  contents.resize(done);
  return contents;
}

void write_file(const fs::path& path, std::string_view contents) {
  const fs::path temporary = temporary_name(path);
  try {
    OpenFile file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    file.write(contents);
    file.flush();
    file.close();
    if (::rename(temporary.c_str(), path.c_str()) != 0) fail(path, "rename to", errno);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  flush_folder(folder_of(path));
}

void make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) fail(path, "make the folder", error.value());
}

}  // namespace emsurvey

#include "store/lock_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <random>
#include <utility>

#include "base/environment.h"
#include "base/error.h"
#include "io/file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

std::string new_token() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}", random(), random());
}

std::string this_slurm_job() {
  const std::string array = process_environment("SLURM_ARRAY_JOB_ID");
  if (!array.empty()) return array + "_" + process_environment("SLURM_ARRAY_TASK_ID");
  return process_environment("SLURM_JOB_ID");
}

/// The end of the chain of lock files.
struct Tail {
  fs::path last_path;
  fs::path next_path;  ///< Path for the successor of the last lock file.
  std::optional<LockText> last;
};

Tail find_tail(const fs::path& path) {
  Tail tail{path, path, {}};
  while (auto next = read_lock_text(tail.next_path)) {
    tail.last_path = tail.next_path;
    tail.next_path = path.string() + "." + next->token;
    tail.last = std::move(next);
  }
  return tail;
}

/// Adds the hard link `name` to the file `existing`; returns false if the name is taken. A network file
/// system may repeat a request that succeeded and then report that the name is taken, so the number of links
/// decides.
bool link_as(const fs::path& existing, const fs::path& name) {
  if (::link(existing.c_str(), name.c_str()) == 0) return true;
  const int error = errno;
  struct stat status {};
  if (::stat(existing.c_str(), &status) == 0 && status.st_nlink == 2) return true;
  require(error == EEXIST || error == ENOENT, name.string(),
          std::string("cannot be locked (") + std::strerror(error) + ")",
          "use a file system with hard links for the output folder, and check its permissions");
  return false;
}

}  // namespace

std::optional<LockText> read_lock_file(const fs::path& path) {
  return find_tail(path).last;
}

std::optional<LockText> living_lock(const fs::path& path, const Waiting& waiting) {
  const Tail tail = find_tail(path);
  return tail.last && is_dead(tail.last_path, *tail.last, waiting) ? std::nullopt : tail.last;
}

LockFile::LockFile(fs::path path, std::vector<Process> processes, std::vector<Process> launchers,
                   const Waiting& waiting)
    : path_(std::move(path)) {
  text_ = {new_token(), beat_text(0), this_slurm_job(), std::move(processes), std::move(launchers)};
  for (bool is_taken = false; !is_taken;) {
    const Tail tail = find_tail(path_);
    if (tail.last && !is_dead(tail.last_path, *tail.last, waiting)) refuse(path_, *tail.last);
    predecessor_ = tail.last;
    own_path_ = tail.next_path;
    is_taken = append();
  }
  move_to_path();
}

/// Returns whether this lock file became the last of the chain, at `own_path_`.
bool LockFile::append() {
  const fs::path candidate = path_.string() + ".new-" + text_.token;
  write_file(candidate, lock_file_bytes(text_));
  descriptor_ = ::open(candidate.c_str(), O_WRONLY | O_CLOEXEC);
  bool is_linked = false;
  try {
    is_linked = descriptor_ >= 0 && link_as(candidate, own_path_);
    ::unlink(candidate.c_str());
    // Since it was read, the previous lock file may have been released, or moved so that its old name is
    // free.
    const auto owner = is_linked ? read_lock_file(path_) : std::nullopt;
    if (owner && owner->token == text_.token) return true;
  } catch (...) {
    ::unlink(candidate.c_str());
    if (is_linked) ::unlink(own_path_.c_str());
    throw;
  }
  if (is_linked) ::unlink(own_path_.c_str());
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  return false;
}

/// Moves this lock file to the beginning of the chain and deletes those that dead owners left.
void LockFile::move_to_path() {
  std::error_code ignored;
  if (own_path_ != path_) fs::rename(own_path_, path_, ignored);
  if (ignored) return;
  own_path_ = path_;
  const std::string stray = path_.filename().string() + ".";
  for (const auto& entry : fs::directory_iterator(path_.parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(stray) && name != stray + text_.token) fs::remove(entry.path(), ignored);
  }
}

LockFile::~LockFile() {
  try {
    const auto owner = read_lock_file(path_);
    if (owner && owner->token == text_.token) ::unlink(own_path_.c_str());
  } catch (const std::exception&) {
    // The file stays and will be recognised as a dead owner's.
  }
  if (descriptor_ >= 0) ::close(descriptor_);
}

void LockFile::beat(bool is_ending) {
  // Errors are not reported here: without heartbeats the lock expires, and this process then sees that it has
  // lost it.
  const std::string text = beat_text(++beats_, is_ending);
  if (::pwrite(descriptor_, text.data(), text.size(), static_cast<off_t>(before_beat.size())) > 0)
    ::fsync(descriptor_);
}

}  // namespace emsurvey

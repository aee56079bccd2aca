#include "store/survey_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "io/file.h"

namespace emsurvey {

/// An open folder. While it is open, the system gives its inode to no other folder and unmounts the file
/// system only if this is forced.
class SurveyFolder::Held {
 public:
  explicit Held(const Path& path) : descriptor_(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ < 0 || ::fstat(descriptor_, &status_) != 0) {
      const int error = errno;
      if (descriptor_ >= 0) ::close(descriptor_);
      throw FileError(path.string(), std::string("cannot be opened (") + std::strerror(error) + ")",
                      "check the path, its permissions and the disk");
    }
  }
  ~Held() { ::close(descriptor_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  /// Returns whether `path` leads to another folder or to none. False if this cannot be determined, as when
  /// the server of a network file system is down; that may be temporary.
  bool is_elsewhere(const Path& path) const {
    struct stat now {};
    if (::stat(path.c_str(), &now) != 0) return errno == ENOENT || errno == ENOTDIR;
    return now.st_dev != status_.st_dev || now.st_ino != status_.st_ino;
  }

 private:
  int descriptor_;
  struct stat status_ {};
};

void SurveyFolder::hold() {
  held_ = std::make_shared<const Held>(path_);
}

bool SurveyFolder::is_lost() const {
  return held_ && held_->is_elsewhere(path_);
}

std::string SurveyFolder::loss_text() const {
  return path_.string() +
         ": the survey's folder was moved, deleted, unmounted or replaced while the job was running; put it back "
         "and run the same command again";
}

void SurveyFolder::require_there() const {
  if (is_lost()) throw FileError(loss_text());
}

void SurveyFolder::make(const Path& path) const {
  if (!held_) return make_folder(path);
  require_there();
  make_folder_below(path_, path);
}

}  // namespace emsurvey

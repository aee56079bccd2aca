#include "run/checkpoint_files.h"

#include <utility>

#include "base/error.h"
#include "io/sealed.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

struct Found {
  std::string bytes;
  std::string path;
};

Found newest_whole(const SurveyFolder& folder, int run, const Warn& warn) {
  bool has_damaged = false;
  for (const fs::path& path : {folder.checkpoint(run), folder.previous_checkpoint(run)}) {
    if (!fs::exists(path)) continue;
    try {
      Found found{read_sealed(path), path.string()};
      if (has_damaged) {
        warn("continues from the older checkpoint, " + path.filename().string());
        // Or the next save would put the damaged one in the place of the whole one.
        std::error_code ignored;
        fs::remove(folder.checkpoint(run), ignored);
      }
      return found;
    } catch (const InputError& error) {
      warn(error.what());
      has_damaged = true;
    }
  }
  if (has_damaged) warn("has no whole checkpoint and starts anew");
  return {};
}

}  // namespace

void save_checkpoint(const SurveyFolder& folder, int run, std::string bytes) {
  std::error_code error;
  // Missing when the last save was cut short between this renaming and the writing; the previous one then
  // stays.
  fs::rename(folder.checkpoint(run), folder.previous_checkpoint(run), error);
  require(!error || error == std::errc::no_such_file_or_directory, folder.checkpoint(run).string(),
          "cannot be renamed (" + error.message() + ")", "check the permissions of the folder");
  write_sealed(folder.checkpoint(run), std::move(bytes));
}

void restore_latest(const SurveyFolder& folder, int run, Training& training, const Reducer& reducer,
                    const Warn& warn) {
  Found found;
  if (reducer.rank() == 0) found = newest_whole(folder, run, warn);
  found.path = reducer.broadcast(std::move(found.path));
  if (found.path.empty()) return;
  training.restore(reducer.broadcast(std::move(found.bytes)), found.path);
}

void drop_checkpoints(const SurveyFolder& folder, int run) {
  for (const fs::path& path : {folder.previous_checkpoint(run), folder.checkpoint(run)}) {
    std::error_code error;
    fs::remove(path, error);
    require(!error, path.string(), "cannot be deleted (" + error.message() + ")",
            "check the permissions of the folder");
  }
}

void drop_previous_checkpoint(const SurveyFolder& folder, int run) {
  std::error_code error;
  fs::remove(folder.previous_checkpoint(run), error);  // one file too many does no harm
}

}  // namespace emsurvey

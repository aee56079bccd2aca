#include "store/checkpoint_files.h"

#include <optional>
#include <utility>

#include "base/error.h"
#include "base/unless_damaged.h"
#include "io/checksummed.h"
#include "io/file.h"

namespace emsurvey {

namespace fs = std::filesystem;

void save_checkpoint(const SurveyFolder& folder, int run, std::string bytes) {
  std::error_code error;
  // The file is missing if the last save was interrupted between this rename and the write; the previous
  // checkpoint then stays.
  fs::rename(folder.checkpoint(run), folder.previous_checkpoint(run), error);
  if (error && error != std::errc::no_such_file_or_directory) {
    throw FileError(folder.checkpoint(run).string(), "cannot be renamed (" + error.message() + ")",
                    "check the permissions of the folder and the disk");
  }
  write_checksummed(folder.checkpoint(run), std::move(bytes));
}

StoredCheckpoint newest_checkpoint(const SurveyFolder& folder, int run, const Warn& warn) {
  bool has_damaged = false;
  for (const fs::path& path : {folder.checkpoint(run), folder.previous_checkpoint(run)}) {
    std::error_code error;
    if (!fs::exists(path, error) && !error) continue;
    auto bytes = unless_damaged([&] { return std::optional(read_checksummed(path)); },
                                [&](const InputError& damage) { warn(damage.what()); });
    if (!bytes) {
      has_damaged = true;
      continue;
    }
    if (has_damaged) {
      warn("continues from the older checkpoint, " + path.filename().string());
      // Otherwise the next save would replace the intact checkpoint by the damaged one.
      std::error_code ignored;
      fs::remove(folder.checkpoint(run), ignored);
    }
    return {path.string(), *std::move(bytes)};
  }
  if (has_damaged) warn("has no intact checkpoint and starts over");
  return {};
}

void drop_checkpoints(const SurveyFolder& folder, int run) {
  for (const fs::path& path : {folder.previous_checkpoint(run), folder.checkpoint(run)}) {
    std::error_code error;
    fs::remove(path, error);
    if (error) {
      throw FileError(path.string(), "cannot be deleted (" + error.message() + ")",
                      "check the permissions of the folder and the disk");
    }
  }
}

void drop_previous_checkpoint(const SurveyFolder& folder, int run) {
  std::error_code error;
  fs::remove(folder.previous_checkpoint(run), error);  // A leftover file does no harm.
}

}  // namespace emsurvey

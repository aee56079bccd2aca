// The two generations of a run's checkpoint.
#pragma once

#include <functional>
#include <string>

#include "store/survey_folder.h"

namespace emsurvey {

/// Receives messages about problems that need no action by the user.
using Warn = std::function<void(const std::string&)>;

/// Replaces the newest checkpoint by `bytes`; the former newest becomes the previous one. Its folder must
/// exist. After an interruption at any point, an old or the new checkpoint is still intact. Throws FileError.
void save_checkpoint(const SurveyFolder& folder, int run, std::string bytes);

struct StoredCheckpoint {
  std::string path;  ///< Empty if there is none.
  std::string bytes;
};

/// Returns the newest intact checkpoint. Warns about a damaged one, and if the previous checkpoint is
/// returned, deletes the damaged newest. Throws FileError if an existing checkpoint cannot be read, because
/// it may be intact.
StoredCheckpoint newest_checkpoint(const SurveyFolder& folder, int run, const Warn& warn);

/// Deletes both generations, so that the run starts anew.
void drop_checkpoints(const SurveyFolder& folder, int run);

/// Deletes the previous generation.
void drop_previous_checkpoint(const SurveyFolder& folder, int run);

}  // namespace emsurvey

// The two generations of a run's checkpoint.
#pragma once

#include <functional>
#include <string>

#include "store/survey_folder.h"

namespace emsurvey {

/// Told about what a user should know but need not act on.
using Warn = std::function<void(const std::string&)>;

/// Puts `bytes` in place of the newest checkpoint, which becomes the previous one. Whatever happens
/// meanwhile, one of those that were there or the new one is found afterwards. Throws FileError.
void save_checkpoint(const SurveyFolder& folder, int run, std::string bytes);

struct StoredCheckpoint {
  std::string path;  ///< empty: there is none
  std::string bytes;
};

/// The newest checkpoint that is whole. Warns when one that is there is damaged, and removes such a one from
/// the place of the newest. Throws FileError when one that is there cannot be
/// read: it may be whole.
StoredCheckpoint newest_checkpoint(const SurveyFolder& folder, int run, const Warn& warn);

/// Removes both generations: the run starts anew.
void drop_checkpoints(const SurveyFolder& folder, int run);

/// Removes the older generation.
void drop_previous_checkpoint(const SurveyFolder& folder, int run);

}  // namespace emsurvey

// The two generations of a run's checkpoint.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "run/survey_folder.h"
#include "train/reducer.h"
#include "train/training.h"

namespace emsurvey {

/// Told about what a user should know but need not act on.
using Warn = std::function<void(const std::string&)>;

/// Puts `bytes` in place of the newest checkpoint, which becomes the previous one.
void save_checkpoint(const SurveyFolder& folder, int run, std::string bytes);

/// Brings `training` to the newest checkpoint that is whole; warns when that is the older one or none of
/// those that are there. Collective over `reducer`, whose rank 0 reads. Throws InputError when the checkpoint
/// is another experiment's.
void restore_latest(const SurveyFolder& folder, int run, Training& training, const Reducer& reducer,
                    const Warn& warn);

/// Removes both generations: the run starts anew.
void drop_checkpoints(const SurveyFolder& folder, int run);

/// Removes the older generation.
void drop_previous_checkpoint(const SurveyFolder& folder, int run);

}  // namespace emsurvey

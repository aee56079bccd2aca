// Checks that settings continue those of an existing survey.
#pragma once

#include <string>

#include "survey/settings.h"

namespace emsurvey {

/// Returns `now`, with each result value that equals one of `before` written as in `before` (2e-4 for
/// 0.0002), so that a survey has one name for each value.
Settings spelled_as(const Settings& before, Settings now);

/// Throws InputError that names the first result key by which `now` does not continue `before`: all values in
/// `before` must be among those in `now`, so that a grid can grow and nothing else changes. Values are
/// compared by meaning: a key that is not given has its default; `resnet` with a depth of 1 equals resnet:1.
/// The message names `folder`, the folder of the survey.
void require_continuation(const Settings& before, const Settings& now, const std::string& folder);

}  // namespace emsurvey

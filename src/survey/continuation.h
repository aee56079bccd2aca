// Whether settings continue those of a survey that was begun.
#pragma once

#include <string>

#include "survey/settings.h"

namespace emsurvey {

/// `now` with every value of a result key that means the same as one of `before` (2e-4 and 0.0002) spelled as
/// there, so that a survey has one name for it.
Settings spelled_as(const Settings& before, Settings now);

/// Throws InputError naming the first result key by which `now` does not continue `before`: all values of
/// before must be among those of now, so that a grid can grow and nothing else changes. Values are compared
/// by what they mean: a key that is not given has its default, `resnet` with a depth of 1 is resnet:1.
/// `folder`: the survey's, for the message.
void require_continuation(const Settings& before, const Settings& now, const std::string& folder);

}  // namespace emsurvey

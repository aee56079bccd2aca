// The option --margin of the commands that analyse scores.
#pragma once

#include <optional>

#include "command.h"

namespace emsurvey {

/// Adds --margin to `group`. Commands that take the keys of a survey have it without that.
void add_margin_option(OptionGroup& group);

/// Returns the margin of equivalence, if it was given. Throws InputError unless it is in (0, 1].
std::optional<double> margin_option(const Arguments& arguments);

}  // namespace emsurvey

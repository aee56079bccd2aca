// Error message for an unknown name.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace emsurvey {

/// Builds the error "subject: `word` is no kind; did you mean ...". The message lists all known names if
/// there are at most ten.
InputError unknown_name(const std::string& subject, const std::string& kind, const std::string& word,
                        const std::vector<std::string>& known);

/// Throws unknown_name() unless `word` is in `known`.
void require_known(const std::string& subject, const std::string& kind, const std::string& word,
                   const std::vector<std::string>& known);

}  // namespace emsurvey

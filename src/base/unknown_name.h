// The message for a name that is not among the known ones.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace emsurvey {

/// "subject: `word` is no kind; did you mean ...", with all names where they are few.
InputError unknown_name(const std::string& subject, const std::string& kind, const std::string& word,
                        const std::vector<std::string>& known);

/// Throws it unless `word` is known.
void require_known(const std::string& subject, const std::string& kind, const std::string& word,
                   const std::vector<std::string>& known);

}  // namespace emsurvey

// The man pages of the program, made of its commands and of the key table.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "command.h"

namespace emsurvey {

/// Returns the sources of all pages by their paths below a folder "man", such as "man1/emsurvey-run.1": the
/// program, each of its commands, and the keys of a survey (emsurvey-keys in section 5).
std::map<std::string, std::string> man_pages(const std::vector<Command>& commands);

}  // namespace emsurvey

// Former names of options and keys, which users may still write.
#pragma once

#include <string>

namespace emsurvey {

/// Returns the present name of the option or key `name`; `name` itself if it is not a former name.
std::string current_name(const std::string& name);

/// Returns the word `word` of a command line with the present name of the option in it: "--share=1/2" becomes
/// "--shard=1/2". Other words are returned unchanged.
std::string with_current_name(const std::string& word);

}  // namespace emsurvey

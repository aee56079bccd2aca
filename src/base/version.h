// What was built.
#pragma once

namespace emsurvey {

extern const char* const version;
/// The commit, "-dirty" when the source had been changed since; empty when it was built outside of git.
extern const char* const source_version;

}  // namespace emsurvey

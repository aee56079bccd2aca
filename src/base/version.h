// Version of the program.
#pragma once

namespace emsurvey {

extern const char* const version;
/// Git commit of the build, with the suffix "-dirty" if the source had uncommitted changes; empty if the
/// program was built outside a git repository.
extern const char* const source_version;

}  // namespace emsurvey

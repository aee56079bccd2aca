// Version of the program.
#pragma once

namespace emsurvey {

extern const char* const version;
/// Git commit of the source, with the suffix "-dirty" if it had uncommitted changes; empty if the source is
/// neither a git repository nor an archive that git made.
extern const char* const source_version;
/// Date of this commit as YYYY-MM-DD; empty if it is not known.
extern const char* const source_date;

}  // namespace emsurvey

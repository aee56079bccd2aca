#include "store/recovered_runs.h"

#include <filesystem>
#include <limits>
#include <set>
#include <system_error>

#include "base/error.h"
#include "base/number.h"
#include "base/unless_damaged.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"

namespace emsurvey {
namespace {

/// Returns the numbers that are names of entries of `folder`; none if it cannot be read.
std::set<int> numbers_in(const SurveyFolder::Path& folder) {
  std::set<int> numbers;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto number = parse_integer(entry->path().filename().string());
    if (number && *number >= 1 && *number <= std::numeric_limits<int>::max())
      numbers.insert(static_cast<int>(*number));
  }
  return numbers;
}

/// Adds `run` with the identity in its checkpoint or scores; nothing if `path` is not an intact file. Throws
/// FileError if an existing file cannot be read.
void add_run(int run, const SurveyFolder::Path& path, KnownRuns& runs) {
  if (!file_exists(path)) return;
  unless_damaged([&] {
    runs.emplace(Hdf5Reader(read_checksummed(path), path.string()).text_attribute("/", "identity"), run);
  });
}

}  // namespace

KnownRuns recovered_runs(const SurveyFolder& folder) {
  KnownRuns runs;
  for (const int run : numbers_in(folder.trainings())) {
    add_run(run, folder.checkpoint(run), runs);
    add_run(run, folder.previous_checkpoint(run), runs);
  }
  for (const int run : numbers_in(folder.tests())) add_run(run, folder.scores(run), runs);
  return runs;
}

}  // namespace emsurvey

#include "store/recovered_runs.h"

#include <filesystem>
#include <limits>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/number.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"

namespace emsurvey {
namespace {

/// The identity of a checkpoint or scores; nothing where there is no whole file. Throws FileError when one
/// that is there cannot be read.
std::optional<std::string> identity_in(const SurveyFolder::Path& path) {
  if (!file_exists(path)) return {};
  try {
    return Hdf5Reader(read_checksummed(path), path.string()).text_attribute("/", "identity");
  } catch (const FileError&) {
    throw;
  } catch (const InputError&) {
    return {};
  }
}

/// Adds the runs whose number is the name of a folder in `parent` that holds one of `files`.
void add_runs_in(const SurveyFolder::Path& parent, const std::vector<std::string>& files, KnownRuns& runs) {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(parent, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto number = parse_integer(entry->path().filename().string());
    if (!number || *number < 1 || *number > std::numeric_limits<int>::max()) continue;
    for (const std::string& file : files) {
      if (const auto identity = identity_in(entry->path() / file))
        runs.emplace(*identity, static_cast<int>(*number));
    }
  }
}

}  // namespace

KnownRuns recovered_runs(const SurveyFolder& folder) {
  KnownRuns runs;
  add_runs_in(folder.path() / "train", {"checkpoint.h5", "checkpoint.previous.h5"}, runs);
  add_runs_in(folder.tests(), {"scores.h5"}, runs);
  return runs;
}

}  // namespace emsurvey

#include "store/run_numbers.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "base/unless_damaged.h"
#include "io/file.h"
#include "store/recovered_runs.h"
#include "store/registry.h"
#include "store/run_difference.h"
#include "store/run_name.h"
#include "survey/continuation.h"

namespace emsurvey {
namespace {

/// Nothing where it is missing or damaged.
std::optional<Registry> whole_registry(const SurveyFolder& folder) {
  return unless_damaged([&] { return read_registry(folder); });
}

std::set<std::string> identities_of(const std::vector<Experiment>& grid) {
  std::set<std::string> identities;
  for (const auto& experiment : grid) identities.insert(experiment.identity);
  return identities;
}

/// The last remedy for a registry that does not fit: the folder's own runs are found without it.
std::string or_delete(const SurveyFolder& folder) {
  return " or, if " + folder.registry().string() +
         " is that of another survey, delete it: runs are also found by their checkpoints and scores";
}

/// The experiments that the folder knows. Where the registry cannot be used, those for which there is
/// something to be continued, which must be in `grid`: it may be of another data set.
KnownRuns known_runs(const SurveyFolder& folder, const std::string& data_hash,
                     const std::vector<Experiment>& grid) {
  KnownRuns runs;
  if (const auto registry = whole_registry(folder)) {
    require(registry->data_hash == data_hash, "data",
            "is not the data set that the survey in " + folder.path().string() +
                " began with (its content is " + data_hash.substr(0, 12) + ", and " +
                registry->data_hash.substr(0, 12) + " in experiments.json)",
            "name that data set, use another output folder" + or_delete(folder));
    for (const auto& run : registry->runs) runs[run.identity] = run.run;
    return runs;
  }
  runs = recovered_runs(folder);
  const auto identities = identities_of(grid);
  for (const auto& [identity, run] : runs)
    require(identities.contains(identity), folder.path().string(),
            "holds run " + std::to_string(run) +
                ", which has other settings or another data set, and no intact experiments.json",
            "restore that file, name all values that the keys had, or use another output folder");
  return runs;
}

/// The first of the known runs that is not in the grid, as in "run 1 (dice, split 1), whose lr is 0.01
/// instead of 0.002"; nothing where all are, as always where the folder has no registry (see known_runs).
std::optional<std::string> left_out_run(const SurveyFolder& folder, const KnownRuns& known,
                                        const std::vector<Experiment>& grid) {
  const auto identities = identities_of(grid);
  const bool are_all_there = std::all_of(known.begin(), known.end(),
                                         [&](const auto& run) { return identities.contains(run.first); });
  const auto registry = are_all_there ? std::nullopt : read_registry(folder);
  if (!registry) return {};
  const auto run = std::find_if(registry->runs.begin(), registry->runs.end(),
                                [&](const RegisteredRun& one) { return !identities.contains(one.identity); });
  const std::string difference = difference_from(run->options, grid);
  return name_of(*run) + (difference.empty()
                              ? ", with equal options, which an earlier version of emsurvey identified "
                                "differently (continue it with that version)"
                              : ", whose " + difference);
}

/// Known runs keep their numbers; further runs get those of the grid or the next free ones. If the numbers
/// are the user's (`are_wanted`), they must fit, else throws InputError.
void assign_runs(std::vector<Experiment>& grid, const KnownRuns& known, bool are_wanted) {
  std::set<int> taken;
  for (const auto& [identity, run] : known) taken.insert(run);
  int next_free = 1;
  for (auto& experiment : grid) {
    const auto found = known.find(experiment.identity);
    const bool fits =
        found != known.end() ? found->second == experiment.run : taken.insert(experiment.run).second;
    require(fits || !are_wanted, "run-numbers",
            found != known.end() ? "give run " + std::to_string(found->second) +
                                       " of the survey the number " + std::to_string(experiment.run)
                                 : "give a further run the number " + std::to_string(experiment.run) +
                                       ", which another one has",
            "keep the numbers of the runs that are there");
    if (fits) continue;
    if (found != known.end()) {
      experiment.run = found->second;
      continue;
    }
    while (!taken.insert(next_free).second) ++next_free;
    experiment.run = next_free;
  }
}

std::optional<Settings> kept_settings(const SurveyFolder& folder) {
  if (!file_exists(folder.config())) return {};
  return parse_config_text(read_file(folder.config(), registry_limit_bytes), folder.config().string());
}

void write_when_changed(const SurveyFolder::Path& path, const std::string& text) {
  if (!file_exists(path) || read_file(path, registry_limit_bytes) != text) write_file(path, text);
}

}  // namespace

Settings continued_settings(const SurveyFolder& folder, const Settings& settings) {
  const auto before = kept_settings(folder);
  return before ? spelled_as(*before, settings) : settings;
}

std::vector<Experiment> numbered_runs(const SurveyFolder& folder, const Settings& settings,
                                      std::vector<Experiment> grid, const std::string& data_hash) {
  if (const auto before = kept_settings(folder))
    require_continuation(*before, settings, folder.path().string());
  const auto known = known_runs(folder, data_hash, grid);
  // Its number would be given away.
  if (const auto run = left_out_run(folder, known, grid))
    throw InputError(
        folder.registry().string(), "has " + *run + ", and this grid does not",
        "keep the values of all keys (more may be added), use another output folder" + or_delete(folder));
  assign_runs(grid, known, settings.contains("run-numbers"));
  return grid;
}

std::vector<Experiment> register_runs(const SurveyFolder& folder, const Settings& settings,
                                      std::vector<Experiment> grid, const std::string& data_hash) {
  grid = numbered_runs(folder, settings, std::move(grid), data_hash);
  folder.make(folder.path());
  if (file_exists(folder.registry()) && !whole_registry(folder))
    Log().warn("{}: is damaged; its runs are found by their checkpoints and scores, and it is rewritten",
               folder.registry().string());
  // Write the registry first: with a config but no registry, a grown grid would be numbered anew.
  write_when_changed(folder.registry(), registry_text(grid, data_hash));
  write_when_changed(folder.config(), to_config_text(settings));
  return grid;
}

std::vector<Experiment> registered_experiments(const SurveyFolder& folder, const Settings& settings,
                                               const DataFacts& facts) {
  auto grid = expand_grid(settings, facts);
  const auto known = known_runs(folder, facts.content_hash, grid);
  if (const auto run = left_out_run(folder, known, grid))
    throw InputError(folder.config().string(), "does not give " + *run + ", which experiments.json has",
                     "restore the one of the two that is another survey's, or delete it and run the survey's "
                     "command, which rewrites it");
  std::erase_if(grid, [&](const Experiment& experiment) { return !known.contains(experiment.identity); });
  for (auto& experiment : grid) experiment.run = known.at(experiment.identity);
  std::sort(grid.begin(), grid.end(), [](const Experiment& a, const Experiment& b) { return a.run < b.run; });
  return grid;
}

}  // namespace emsurvey

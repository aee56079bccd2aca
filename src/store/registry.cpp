#include "store/registry.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/output.h"
#include "base/sha256.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"
#include "store/failure.h"
#include "store/scores_file.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t registry_limit_bytes = std::size_t{1} << 28;

[[noreturn]] void refuse_damaged(const SurveyFolder& folder) {
  throw InputError(folder.registry().string(), "is damaged",
                   "run the survey's command again, which makes it anew");
}

/// Formats an entry as options_json() does.
std::string options_text(const Json& entry) {
  return entry.dump(2) + "\n";
}

std::string checksum_of(const Json& registry) {
  return Sha256().add(registry.dump(1)).hex();
}

/// Removes the checksum from `registry`. Returns whether there was one; throws InputError if it does not
/// match.
bool take_checksum(Json& registry, const SurveyFolder& folder) {
  if (!registry.contains("checksum")) {
    if (registry.size() != 2) refuse_damaged(folder);  // The key itself may be what is damaged.
    return false;
  }
  const auto checksum = registry.at("checksum").get<std::string>();
  registry.erase("checksum");
  if (checksum != checksum_of(registry)) refuse_damaged(folder);
  return true;
}

RegisteredRun registered_run(const Json& entry) {
  RegisteredRun run;
  Experiment& experiment = run.experiment;
  experiment.run = entry.at("run").get<int>();
  experiment.identity = entry.at("identity").get<std::string>();
  experiment.loss = entry.at("Y_loss").get<std::string>();
  experiment.split = entry.at("split").get<int>();
  experiment.repeat = entry.at("repeat").get<int>();
  experiment.steps = entry.at("max_steps").get<std::int64_t>();
  for (const auto& [name, value] : entry.at("axes").items()) {
    experiment.axes.emplace_back(name, value.get<std::string>());
  }
  run.options = options_text(entry);
  return run;
}

/// Run numbers by identity.
using KnownRuns = std::map<std::string, int>;

/// Returns the identity in a checkpoint or scores file; nothing without an intact file. Throws FileError if
/// an existing file cannot be read.
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

/// Adds the runs whose numbers are names of folders in `parent` that contain one of `files`.
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

/// Finds the runs by the checksummed files in the folder.
KnownRuns recovered_runs(const SurveyFolder& folder) {
  KnownRuns runs;
  add_runs_in(folder.path() / "train", {"checkpoint.h5", "checkpoint.previous.h5"}, runs);
  add_runs_in(folder.tests(), {"scores.h5"}, runs);
  return runs;
}

/// Reads the registry; nothing if it is missing or damaged.
std::optional<Registry> whole_registry(const SurveyFolder& folder) {
  try {
    return read_registry(folder);
  } catch (const FileError&) {
    throw;
  } catch (const InputError&) {
    return {};
  }
}

std::set<std::string> identities_of(const std::vector<Experiment>& grid) {
  std::set<std::string> identities;
  for (const auto& experiment : grid) identities.insert(experiment.identity);
  return identities;
}

/// Returns the runs that the folder knows. If the registry is unusable, these are the runs with a checkpoint
/// or scores. They must all be in `grid`, because the folder may be of another data set.
KnownRuns known_runs(const SurveyFolder& folder, const std::string& data_hash,
                     const std::vector<Experiment>& grid) {
  KnownRuns runs;
  if (const auto registry = whole_registry(folder)) {
    require(registry->data_hash == data_hash, "data",
            "is not the data set that the survey in " + folder.path().string() + " began with",
            "name that data set or use another output folder");
    for (const auto& run : registry->runs) runs[run.experiment.identity] = run.experiment.run;
    return runs;
  }
  runs = recovered_runs(folder);
  const auto identities = identities_of(grid);
  for (const auto& [identity, run] : runs)
    require(identities.contains(identity), folder.path().string(),
            "holds run " + std::to_string(run) +
                " of other settings or another data set, and no whole experiments.json",
            "restore that file, name all values that the keys had, or use another output folder");
  return runs;
}

/// Throws InputError if the grid leaves out a run that the folder knows: its number would be given to another
/// run.
void require_all_kept(const std::vector<Experiment>& grid, const KnownRuns& known) {
  const auto identities = identities_of(grid);
  for (const auto& [identity, run] : known) {
    require(identities.contains(identity), "splits",
            "the grid leaves out run " + std::to_string(run) + " of the survey",
            "keep the values of all keys (more may be added) or use another output folder");
  }
}

/// Known runs keep their numbers; further runs get those of the grid or the next free ones. If the numbers
/// are the user's (`are_wanted`), they must fit, else throws InputError.
void assign_runs(std::vector<Experiment>& grid, const KnownRuns& known, bool are_wanted) {
  std::set<int> taken;
  for (const auto& [identity, run] : known) taken.insert(run);
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
    experiment.run = 1;
    while (!taken.insert(experiment.run).second) ++experiment.run;
  }
}

std::string registry_text(const std::vector<Experiment>& grid, const std::string& data_hash) {
  Json registry;
  registry["data"] = data_hash;
  registry["runs"] = Json::array();
  for (const auto& experiment : grid) registry["runs"].push_back(Json::parse(options_json(experiment)));
  registry["checksum"] = checksum_of(registry);
  return registry.dump(1) + "\n";
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
  require_all_kept(grid, known);
  assign_runs(grid, known, settings.contains("run-numbers"));
  return grid;
}

std::vector<Experiment> register_runs(const SurveyFolder& folder, const Settings& settings,
                                      std::vector<Experiment> grid, const std::string& data_hash) {
  grid = numbered_runs(folder, settings, std::move(grid), data_hash);
  folder.make(folder.path());
  if (file_exists(folder.registry()) && !whole_registry(folder))
    complain(
        "warning: %s: is damaged; its runs are found by their checkpoints and scores, and it is written anew",
        folder.registry().c_str());
  // Write the registry first: with a config but no registry, a grown grid would be numbered anew.
  write_when_changed(folder.registry(), registry_text(grid, data_hash));
  write_when_changed(folder.config(), to_config_text(settings));
  return grid;
}

void Registry::add(RegisteredRun run) {
  by_identity.emplace(run.experiment.identity, runs.size());
  by_number.emplace(run.experiment.run, runs.size());
  runs.push_back(std::move(run));
}

const RegisteredRun* Registry::find(const std::string& identity) const {
  const auto found = by_identity.find(identity);
  return found == by_identity.end() ? nullptr : &runs[found->second];
}

const RegisteredRun* Registry::find(int run) const {
  const auto found = by_number.find(run);
  return found == by_number.end() ? nullptr : &runs[found->second];
}

std::optional<Registry> read_registry(const SurveyFolder& folder) {
  if (!file_exists(folder.registry())) return {};
  try {
    auto json = Json::parse(read_file(folder.registry(), registry_limit_bytes));
    Registry registry;
    registry.has_checksum = take_checksum(json, folder);
    registry.data_hash = json.at("data").get<std::string>();
    for (const auto& entry : json.at("runs")) registry.add(registered_run(entry));
    return registry;
  } catch (const nlohmann::json::exception&) {
    refuse_damaged(folder);
  }
}

std::vector<Experiment> registered_runs(const SurveyFolder& folder) {
  const auto registry = read_registry(folder);
  require(registry.has_value(), folder.path().string(), "holds no survey",
          "name the output folder of emsurvey run");
  std::vector<Experiment> experiments;
  for (const auto& run : registry->runs) experiments.push_back(run.experiment);
  return experiments;
}

std::vector<Experiment> registered_experiments(const SurveyFolder& folder, const Settings& settings,
                                               const DataFacts& facts) {
  auto grid = expand_grid(settings, facts);
  const auto known = known_runs(folder, facts.content_hash, grid);
  const auto identities = identities_of(grid);
  for (const auto& [identity, run] : known)
    require(identities.contains(identity), folder.config().string(),
            "does not give run " + std::to_string(run) + " of the survey",
            "restore it, or delete it and run the survey's command, which writes it again");
  std::erase_if(grid, [&](const Experiment& experiment) { return !known.contains(experiment.identity); });
  for (auto& experiment : grid) experiment.run = known.at(experiment.identity);
  std::sort(grid.begin(), grid.end(), [](const Experiment& a, const Experiment& b) { return a.run < b.run; });
  return grid;
}

RunState run_state(const SurveyFolder& folder, const Experiment& experiment) {
  using enum RunState::Stage;
  if (is_scored(folder.scores(experiment.run), experiment)) return {done, ""};
  const auto failure = read_failure(folder, experiment.run);
  if (failure && !failure->is_tried_again) return {failed, failure->reason};
  const bool has_begun = file_exists(folder.checkpoint(experiment.run)) ||
                         file_exists(folder.previous_checkpoint(experiment.run));
  return {has_begun ? begun : waiting, ""};
}

std::vector<int> runs_not_done(const SurveyFolder& folder, const std::vector<Experiment>& experiments,
                               const std::vector<int>& runs) {
  const std::set<int> asked(runs.begin(), runs.end());
  std::vector<int> missing;
  for (const auto& experiment : experiments) {
    if (!asked.contains(experiment.run)) continue;
    bool is_done = false;
    try {
      is_done = is_scored(folder.scores(experiment.run), experiment);
    } catch (const FileError&) {
      // Its state is unknown, so it counts as not done.
    }
    if (!is_done) missing.push_back(experiment.run);
  }
  return missing;
}

std::vector<std::string> unfinished_runs(const SurveyFolder& folder) {
  std::vector<std::string> lines;
  if (!file_exists(folder.registry())) return lines;
  std::size_t waiting = 0, left_alone = 0;
  const auto experiments = registered_runs(folder);
  for (const auto& experiment : experiments) {
    RunState state;
    try {
      state = run_state(folder, experiment);
    } catch (const FileError& error) {
      lines.emplace_back(error.what());
      continue;
    }
    if (state.stage == RunState::Stage::failed) {
      lines.push_back("run " + std::to_string(experiment.run) + " (" + experiment.loss + ", split " +
                      std::to_string(experiment.split) + ") failed: " + state.detail);
      const auto failure = read_failure(folder, experiment.run);
      left_alone += failure && failure->kind != Failure::Kind::disk;
    } else if (state.stage != RunState::Stage::done) {
      ++waiting;
    }
  }
  if (left_alone > 0) lines.push_back("once its cause is mended, --retry-failed tries what failed again");
  if (waiting > 0)
    lines.push_back(std::to_string(waiting) + " of " + std::to_string(experiments.size()) +
                    " runs have not ended; the survey's command continues them");
  return lines;
}

}  // namespace emsurvey

#include "store/registry.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "base/sha256.h"
#include "io/file.h"
#include "store/recovered_runs.h"
#include "store/run_difference.h"
#include "store/run_name.h"
#include "survey/continuation.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t registry_limit_bytes = std::size_t{1} << 28;

[[noreturn]] void refuse_damaged(const SurveyFolder& folder) {
  throw InputError(folder.registry().string(), "is damaged",
                   "run the survey's command again, which rewrites it");
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
  run.run = entry.at("run").get<int>();
  run.identity = entry.at("identity").get<std::string>();
  run.loss = entry.at("Y_loss").get<std::string>();
  run.split = entry.at("split").get<int>();
  run.repeat = entry.at("repeat").get<int>();
  run.steps = entry.at("max_steps").get<std::int64_t>();
  for (const auto& [name, value] : entry.at("axes").items())
    run.axes.emplace_back(name, value.get<std::string>());
  run.options = options_text(entry);
  return run;
}

/// Nothing where it is missing or damaged.
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
  return name_of(*run) + (difference.empty() ? "" : ", whose " + difference);
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

void Registry::add(RegisteredRun run) {
  by_identity.emplace(run.identity, runs.size());
  by_number.emplace(run.run, runs.size());
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

std::vector<RegisteredRun> registered_runs(const SurveyFolder& folder) {
  auto registry = read_registry(folder);
  require(registry.has_value(), folder.path().string(), "holds no survey",
          "name the output folder of emsurvey run");
  return std::move(registry->runs);
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

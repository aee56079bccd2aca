#include "store/registry.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/sha256.h"
#include "io/file.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

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

}  // namespace

std::string registry_text(const std::vector<Experiment>& grid, const std::string& data_hash) {
  Json registry;
  registry["data"] = data_hash;
  registry["runs"] = Json::array();
  for (const auto& experiment : grid) registry["runs"].push_back(Json::parse(options_json(experiment)));
  std::set<std::string> splits;
  for (const auto& experiment : grid) splits.insert(experiment.split_identity);
  registry["splits"] = splits;
  registry["checksum"] = checksum_of(registry);
  return registry.dump(1) + "\n";
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
    if (json.contains("splits")) registry.splits = json.at("splits").get<std::set<std::string>>();
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

}  // namespace emsurvey

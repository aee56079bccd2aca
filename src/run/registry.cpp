#include "run/registry.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/error.h"
#include "io/file.h"
#include "run/failure.h"
#include "run/scores_file.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t registry_limit_bytes = std::size_t{1} << 28;

/// Identity -> run number of the experiments that the folder knows.
std::map<std::string, int> known_runs(const SurveyFolder& folder, const std::string& data_hash) {
  std::map<std::string, int> runs;
  if (!file_exists(folder.registry())) return runs;
  const std::string subject = folder.registry().string();
  try {
    const auto registry = Json::parse(read_file(folder.registry(), registry_limit_bytes));
    require(registry.at("data").get<std::string>() == data_hash, "data",
            "is not the data set that the survey in " + folder.path().string() + " began with",
            "name that data set or use another output folder");
    for (const auto& entry : registry.at("runs")) {
      runs[entry.at("identity").get<std::string>()] = entry.at("run").get<int>();
    }
  } catch (const nlohmann::json::exception&) {
    throw InputError(subject, "is damaged", "restore it or use another output folder");
  }
  return runs;
}

/// No experiment that the folder knows is left out of the grid: its number would be given away.
void require_all_kept(const std::vector<Experiment>& grid, const std::map<std::string, int>& known) {
  for (const auto& [identity, run] : known) {
    const bool is_kept =
        std::any_of(grid.begin(), grid.end(), [&](const Experiment& e) { return e.identity == identity; });
    require(is_kept, "splits", "the grid leaves out run " + std::to_string(run) + " of the survey",
            "keep the values of all keys (more may be added) or use another output folder");
  }
}

/// Known experiments keep their numbers; further ones get those of the grid or the next free ones, unless the
/// numbers are the user's (`are_wanted`), which must fit.
void assign_runs(std::vector<Experiment>& grid, const std::map<std::string, int>& known, bool are_wanted) {
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
  const auto known = known_runs(folder, data_hash);
  require_all_kept(grid, known);
  assign_runs(grid, known, settings.contains("run-numbers"));
  return grid;
}

std::vector<Experiment> register_runs(const SurveyFolder& folder, const Settings& settings,
                                      std::vector<Experiment> grid, const std::string& data_hash) {
  grid = numbered_runs(folder, settings, std::move(grid), data_hash);
  make_folder(folder.path());
  // The registry first: a config without one would number a grown grid anew.
  write_when_changed(folder.registry(), registry_text(grid, data_hash));
  write_when_changed(folder.config(), to_config_text(settings));
  return grid;
}

std::vector<Experiment> registered_runs(const SurveyFolder& folder) {
  require(file_exists(folder.registry()), folder.path().string(), "holds no survey",
          "name the output folder of emsurvey run");
  std::vector<Experiment> experiments;
  try {
    const auto registry = Json::parse(read_file(folder.registry(), registry_limit_bytes));
    for (const auto& entry : registry.at("runs")) {
      Experiment experiment;
      experiment.run = entry.at("run").get<int>();
      experiment.identity = entry.at("identity").get<std::string>();
      experiment.loss = entry.at("Y_loss").get<std::string>();
      experiment.split = entry.at("split").get<int>();
      experiment.repeat = entry.at("repeat").get<int>();
      experiment.steps = entry.at("max_steps").get<std::int64_t>();
      for (const auto& [name, value] : entry.at("axes").items()) {
        experiment.axes.emplace_back(name, value.get<std::string>());
      }
      experiments.push_back(std::move(experiment));
    }
  } catch (const nlohmann::json::exception&) {
    throw InputError(folder.registry().string(), "is damaged", "restore it or use another output folder");
  }
  return experiments;
}

std::vector<Experiment> registered_experiments(const SurveyFolder& folder, const Settings& settings,
                                               const DataFacts& facts) {
  auto grid = expand_grid(settings, facts);
  const auto known = known_runs(folder, facts.content_hash);
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

std::vector<std::string> unfinished_runs(const SurveyFolder& folder) {
  std::vector<std::string> lines;
  if (!file_exists(folder.registry())) return lines;
  std::size_t waiting = 0, left_alone = 0;
  const auto experiments = registered_runs(folder);
  for (const auto& experiment : experiments) {
    const RunState state = run_state(folder, experiment);
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

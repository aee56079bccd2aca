#include "store/status_text.h"

#include <fmt/core.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/duration_text.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;
using Stage = RunState::Stage;

std::string scores_text(const std::vector<std::pair<std::string, double>>& f_scores) {
  std::string text;
  for (const auto& [label, mean] : f_scores)
    text += (text.empty() ? "F_score " : ", ") + label +
            (std::isfinite(mean) ? fmt::format(" {:.3f}", mean) : " -");
  return text;
}

std::string validation_text(const std::vector<ValidationRow>& rows) {
  std::vector<std::pair<std::string, double>> f_scores;
  for (const ValidationRow& row : rows) f_scores.emplace_back(row.label, row.f_score);
  return fmt::format(", at step {} validation {}", rows.front().step, scores_text(f_scores));
}

std::string training_text(const RunStatus& run) {
  std::string text = fmt::format("step {} of {}", run.steps_done, run.description.steps);
  if (run.last_row)
    text += fmt::format(", loss {:.4f}, {:.1f} images/s", run.last_row->losses.classic,
                        run.last_row->images_per_s);
  if (!run.validation.empty()) text += validation_text(run.validation);
  if (const auto left_s = run.seconds_left()) text += ", " + duration_text(*left_s) + " left";
  return text;
}

std::string failure_text(const RunStatus& run) {
  const std::string tried =
      run.attempts > 0 ? fmt::format(" ({} attempt(s), on {})", run.attempts, run.failed_on) : "";
  return run.state.detail + tried;
}

const char* name_of(Stage stage) {
  switch (stage) {
    case Stage::waiting:
      return "waiting";
    case Stage::begun:
      return "begun";
    case Stage::failed:
      return "failed";
    case Stage::done:
      break;
  }
  return "done";
}

std::string detail_of(const RunStatus& run) {
  switch (run.state.stage) {
    case Stage::done:
      return scores_text(run.f_scores);
    case Stage::failed:
      return failure_text(run);
    case Stage::begun:
      return training_text(run);
    case Stage::waiting:
      break;
  }
  return "";
}

/// JSON has no NaN.
Json number_or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json();
}

Json seconds_json(const std::optional<double>& seconds) {
  return seconds ? Json(std::round(*seconds)) : Json();
}

Json validation_json(const std::vector<ValidationRow>& rows) {
  if (rows.empty()) return {};
  Json json;
  json["step"] = rows.front().step;
  for (const ValidationRow& row : rows) {
    json["f_score"][row.label] = number_or_null(row.f_score);
    json["semantic_jaccard"][row.label] = number_or_null(row.semantic_jaccard);
  }
  return json;
}

Json run_json(const RunStatus& run) {
  Json json;
  json["run"] = run.description.run;
  Json& settings = json["settings"];
  settings["loss"] = run.description.loss;
  settings["split"] = run.description.split;
  settings["repeat"] = run.description.repeat;
  for (const auto& [name, value] : run.description.axes) settings[name] = value;
  json["stage"] = name_of(run.state.stage);
  json["steps_done"] = run.steps_done;
  json["steps"] = run.description.steps;
  json["seconds_left"] = seconds_json(run.seconds_left());
  json["training_loss"] = run.last_row ? number_or_null(run.last_row->losses.classic) : Json();
  json["images_per_s"] = run.last_row ? number_or_null(run.last_row->images_per_s) : Json();
  json["validation"] = validation_json(run.validation);
  json["f_score"] = Json::object();
  for (const auto& [label, mean] : run.f_scores) json["f_score"][label] = number_or_null(mean);
  if (run.state.stage == Stage::failed)
    json["failure"] = {{"reason", run.state.detail}, {"attempts", run.attempts}, {"host", run.failed_on}};
  return json;
}

}  // namespace

std::string run_line(const RunStatus& run) {
  const RunDescription& description = run.description;
  std::string axes;
  for (const auto& [name, value] : description.axes) axes += " " + name + "=" + value;
  std::string line =
      fmt::format("run {:3}  {:<8} split {} repeat {}{}  {:<8} {}", description.run, description.loss,
                  description.split, description.repeat, axes, name_of(run.state.stage), detail_of(run));
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::vector<std::string> total_lines(const SurveyStatus& status) {
  std::string totals =
      fmt::format("{} of {} done, {} failed; {} of {} steps", status.count(Stage::done), status.runs.size(),
                  status.count(Stage::failed), status.steps_done(), status.steps());
  const auto left_s = status.seconds_left();
  if (left_s && !status.has_ended()) totals += ", about " + duration_text(*left_s) + " left for trainings";
  std::vector<std::string> lines{totals};
  for (const OwnerStatus& owner : status.owners) {
    const std::string part = owner.part == "survey" ? "it" : owner.part;
    lines.push_back(owner.is_gone
                        ? owner.owner + ", which worked on " + part + ", is gone; the same command continues"
                        : owner.owner + " works on " + part);
  }
  return lines;
}

std::vector<std::string> status_lines(const SurveyStatus& status, std::size_t most_lines) {
  std::vector<const RunStatus*> shown;
  for (const RunStatus& run : status.runs) shown.push_back(&run);
  const std::vector<std::string> totals = total_lines(status);
  const auto is_too_long = [&] { return shown.size() + totals.size() > most_lines; };
  for (const Stage stage : {Stage::waiting, Stage::done, Stage::failed, Stage::begun})
    if (is_too_long()) std::erase_if(shown, [&](const RunStatus* run) { return run->state.stage == stage; });
  std::vector<std::string> lines;
  for (const RunStatus* run : shown) lines.push_back(run_line(*run));
  lines.insert(lines.end(), totals.begin(), totals.end());
  return lines;
}

Json status_json(const SurveyStatus& status, const std::string& folder) {
  Json json;
  json["survey"] = folder;
  for (const Stage stage : {Stage::done, Stage::failed, Stage::begun, Stage::waiting})
    json[name_of(stage)] = status.count(stage);
  json["steps_done"] = status.steps_done();
  json["steps"] = status.steps();
  json["seconds_left"] = seconds_json(status.has_ended() ? 0 : status.seconds_left());
  json["owners"] = Json::array();
  for (const OwnerStatus& owner : status.owners)
    json["owners"].push_back({{"part", owner.part}, {"owner", owner.owner}, {"is_gone", owner.is_gone}});
  json["runs"] = Json::array();
  for (const RunStatus& run : status.runs) json["runs"].push_back(run_json(run));
  return json;
}

}  // namespace emsurvey

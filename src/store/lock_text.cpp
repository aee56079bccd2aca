#include "store/lock_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "io/file.h"

namespace emsurvey {
namespace {

constexpr std::size_t lock_limit_bytes = std::size_t{1} << 26;
constexpr char ending_mark = 'e';  ///< Replaces the first digit of a heartbeat.

nlohmann::json to_json(const std::vector<Process>& processes) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& process : processes) list.push_back(to_json(process));
  return list;
}

std::vector<Process> processes_from(const nlohmann::json& list) {
  std::vector<Process> processes;
  for (const auto& json : list) processes.push_back(process_from(json));
  return processes;
}

/// Whether `text` can be a token. A token becomes part of a file name.
bool is_token(const std::string& text) {
  constexpr std::size_t longest = 64;
  return !text.empty() && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

}  // namespace

nlohmann::json to_json(const Process& process) {
  return {{"host", process.host},
          {"place", process.pid_namespace},
          {"pid", process.pid},
          {"start", process.start}};
}

Process process_from(const nlohmann::json& json) {
  return {json.at("host").get<std::string>(), json.at("place").get<std::string>(), json.at("pid").get<int>(),
          json.at("start").get<std::int64_t>()};
}

bool LockText::is_ending() const {
  return beat.starts_with(ending_mark);
}

std::string LockText::owner() const {
  return "process " + std::to_string(processes.front().pid) + " on " + processes.front().host +
         (slurm_job.empty() ? "" : " (Slurm job " + slurm_job + ")");
}

std::string beat_text(long long beats, bool is_ending) {
  std::string text = fmt::format("{:012}", beats);
  if (is_ending) text.front() = ending_mark;
  return text;
}

std::string lock_file_bytes(const LockText& text) {
  const nlohmann::json rest = {{"token", text.token},
                               {"slurm_job", text.slurm_job},
                               {"processes", to_json(text.processes)},
                               {"launchers", to_json(text.launchers)}};
  return fmt::format("{}{}\", {}\n", before_beat, text.beat, rest.dump().substr(1));
}

std::optional<LockText> read_lock_text(const std::filesystem::path& path) {
  if (!file_exists(path)) return {};
  try {
    const auto json = nlohmann::json::parse(read_file(path, lock_limit_bytes));
    LockText text{json.at("token").get<std::string>(), json.at("beat").get<std::string>(),
                  json.at("slurm_job").get<std::string>(), processes_from(json.at("processes")),
                  processes_from(json.at("launchers"))};
    const bool is_whole =
        is_token(text.token) && !text.processes.empty() && text.launchers.size() == text.processes.size();
    require(is_whole, path.string(), "is damaged", "delete it if no job is running in this folder");
    return text;
  } catch (const nlohmann::json::exception&) {
    throw InputError(path.string(), "is damaged", "delete it if no job is running in this folder");
  } catch (const InputError&) {
    if (!file_exists(path)) return {};
    throw;
  }
}

}  // namespace emsurvey

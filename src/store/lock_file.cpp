#include "store/lock_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>
#include <utility>

#include "base/error.h"
#include "io/file.h"
#include "mpi/preflight.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t lock_limit_bytes = std::size_t{1} << 26;
// How long to look for signs that an owner on several hosts is being ended.
constexpr double looking_s = 3;
/// The same for an owner on this host alone: mpirun passes SIGTERM on after a second, and the owner writes
/// within another quarter that it was asked to stop.
constexpr double looking_here_s = 1.5;
// How long to wait for an owner that is being ended, which may have to save.
constexpr double patience_s = 30;
// How long to wait for an owner whose launcher is gone. It may go on without its launcher, as under nohup.
constexpr double orphan_patience_s = 10;
const std::string beat_prefix = "{\"beat\": \"";
constexpr char ending_mark = 'e';  ///< Replaces the first digit of a heartbeat.

std::string beat_text(long long beats) {
  char text[32];
  std::snprintf(text, sizeof text, "%012lld", beats);
  return text;
}

std::string new_token() {
  std::random_device random;
  char text[32];
  std::snprintf(text, sizeof text, "%08x%08x", random(), random());
  return text;
}

std::string this_slurm_job() {
  const std::string array = process_environment("SLURM_ARRAY_JOB_ID");
  if (!array.empty()) return array + "_" + process_environment("SLURM_ARRAY_TASK_ID");
  return process_environment("SLURM_JOB_ID");
}

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

/// The heartbeat comes first, at a fixed position and with a fixed length, because it is overwritten in
/// place.
std::string file_text(const LockText& text) {
  const nlohmann::json rest = {{"token", text.token},
                               {"slurm_job", text.slurm_job},
                               {"processes", to_json(text.processes)},
                               {"launchers", to_json(text.launchers)}};
  return beat_prefix + text.beat + "\", " + rest.dump().substr(1) + "\n";
}

/// Whether `text` can be a token. A token becomes part of a file name.
bool is_token(const std::string& text) {
  constexpr std::size_t longest = 64;
  return !text.empty() && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

/// Reads one file of the chain; nothing if it does not exist (any more).
std::optional<LockText> read_link(const fs::path& path) {
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

/// The end of the chain of lock files.
struct Tail {
  fs::path last_path;
  fs::path next_path;  ///< Path for the successor of the last lock file.
  std::optional<LockText> last;
};

Tail find_tail(const fs::path& path) {
  Tail tail{path, path, {}};
  while (auto next = read_link(tail.next_path)) {
    tail.last_path = tail.next_path;
    tail.next_path = path.string() + "." + next->token;
    tail.last = std::move(next);
  }
  return tail;
}

template <class Condition>
bool holds_within(double seconds, Condition condition, const ProgressCallback& on_progress) {
  const auto start = Clock::now();
  while (!condition()) {
    if (Seconds(Clock::now() - start).count() > seconds) return false;
    on_progress();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return true;
}

bool is_alive_here(const Process& process) {
  return is_here(process) && state_of(process) != ProcessState::gone;
}

/// The sign that an owner with processes on this host will soon end.
enum class Ending { none, launcher_gone, asked_or_broken };

Ending ending_of(const Tail& tail) {
  const LockText& owner = *tail.last;
  const auto is_running = [](const Process& process) { return is_alive_here(process); };
  const auto is_lost = [](const Process& process) { return is_here(process) && !is_alive_here(process); };
  if (std::any_of(owner.processes.begin(), owner.processes.end(), is_lost)) return Ending::asked_or_broken;
  const auto now = read_link(tail.last_path);
  if (!now || now->token != owner.token || now->is_ending()) return Ending::asked_or_broken;
  const bool is_led = std::any_of(owner.launchers.begin(), owner.launchers.end(), is_running);
  return is_led ? Ending::none : Ending::launcher_gone;
}

/// Whether none of the owner's processes on this host is alive; waits for an owner that is being ended. If a
/// rank died on another host, this shows here when the launcher ends the ranks on this host, two or three
/// seconds later.
bool has_ended_here(const Tail& tail, const Waiting& waiting) {
  const LockText& owner = *tail.last;
  const auto has_ended = [&] {
    return std::none_of(owner.processes.begin(), owner.processes.end(), is_alive_here);
  };
  if (has_ended()) return true;
  const bool is_all_here = std::all_of(owner.processes.begin(), owner.processes.end(), is_here);
  const double look_s = is_all_here ? looking_here_s : looking_s;
  if (!is_all_here)
    waiting.say("checks for a few seconds whether " + owner.owner() + ", which owns the survey, is ending");
  Ending ending = Ending::none;
  const auto is_ending = [&] { return (ending = ending_of(tail)) != Ending::none; };
  if (!holds_within(look_s, is_ending, waiting.on_progress)) return false;
  if (has_ended()) return true;
  waiting.say("waits for the remaining processes of an earlier run to end: " + owner.owner());
  return holds_within(ending == Ending::launcher_gone ? orphan_patience_s : patience_s, has_ended,
                      waiting.on_progress);
}

/// Whether an owner on another host writes no heartbeat. Its clock is not used.
bool is_silent(const Tail& tail, const Waiting& waiting) {
  constexpr double wait_s = 3 * LockFile::beat_interval_s;
  waiting.say("waits up to " + std::to_string(static_cast<int>(wait_s)) + " s for a heartbeat of " +
              tail.last->owner() + ", which owns the survey");
  const auto has_beaten = [&] {
    const auto now = read_link(tail.last_path);
    return now && now->token == tail.last->token && now->beat != tail.last->beat;
  };
  return !holds_within(wait_s, has_beaten, waiting.on_progress);
}

bool is_dead(const Tail& tail, const Waiting& waiting) {
  const LockText& owner = *tail.last;
  if (!has_ended_here(tail, waiting)) return false;
  const bool are_all_here = std::all_of(owner.processes.begin(), owner.processes.end(),
                                        [](const Process& p) { return is_here(p); });
  return are_all_here || is_silent(tail, waiting);
}

/// Adds the hard link `name` to the file `existing`; returns false if the name is taken. A network file
/// system may repeat a request that succeeded and then report that the name is taken, so the number of links
/// decides.
bool link_as(const fs::path& existing, const fs::path& name) {
  if (::link(existing.c_str(), name.c_str()) == 0) return true;
  const int error = errno;
  struct stat status {};
  if (::stat(existing.c_str(), &status) == 0 && status.st_nlink == 2) return true;
  require(error == EEXIST || error == ENOENT, name.string(),
          std::string("cannot be locked (") + std::strerror(error) + ")",
          "use a file system with hard links for the output folder, and check its permissions");
  return false;
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

std::optional<LockText> read_lock_file(const fs::path& path) {
  return find_tail(path).last;
}

std::optional<LockText> living_lock(const fs::path& path, const Waiting& waiting) {
  const Tail tail = find_tail(path);
  return tail.last && is_dead(tail, waiting) ? std::nullopt : tail.last;
}

void refuse(const fs::path& path, const LockText& owner) {
  throw InputError(path.parent_path().string(), "is being worked on by " + owner.owner(),
                   "wait until it ends, stop it, or use another output folder");
}

LockFile::LockFile(fs::path path, std::vector<Process> processes, std::vector<Process> launchers,
                   const Waiting& waiting)
    : path_(std::move(path)) {
  text_ = {new_token(), beat_text(0), this_slurm_job(), std::move(processes), std::move(launchers)};
  for (bool is_taken = false; !is_taken;) {
    const Tail tail = find_tail(path_);
    if (tail.last && !is_dead(tail, waiting)) refuse(path_, *tail.last);
    predecessor_ = tail.last;
    own_path_ = tail.next_path;
    is_taken = append();
  }
  move_to_path();
}

/// Returns whether this lock file became the last of the chain, at `own_path_`.
bool LockFile::append() {
  const fs::path candidate = path_.string() + ".new-" + text_.token;
  write_file(candidate, file_text(text_));
  descriptor_ = ::open(candidate.c_str(), O_WRONLY | O_CLOEXEC);
  bool is_linked = false;
  try {
    is_linked = descriptor_ >= 0 && link_as(candidate, own_path_);
    ::unlink(candidate.c_str());
    // Since it was read, the previous lock file may have been released, or moved so that its old name is
    // free.
    const auto owner = is_linked ? read_lock_file(path_) : std::nullopt;
    if (owner && owner->token == text_.token) return true;
  } catch (...) {
    ::unlink(candidate.c_str());
    if (is_linked) ::unlink(own_path_.c_str());
    throw;
  }
  if (is_linked) ::unlink(own_path_.c_str());
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  return false;
}

/// Moves this lock file to the beginning of the chain and deletes those that dead owners left.
void LockFile::move_to_path() {
  std::error_code ignored;
  if (own_path_ != path_) fs::rename(own_path_, path_, ignored);
  if (ignored) return;
  own_path_ = path_;
  const std::string stray = path_.filename().string() + ".";
  for (const auto& entry : fs::directory_iterator(path_.parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(stray) && name != stray + text_.token) fs::remove(entry.path(), ignored);
  }
}

LockFile::~LockFile() {
  try {
    const auto owner = read_lock_file(path_);
    if (owner && owner->token == text_.token) ::unlink(own_path_.c_str());
  } catch (const std::exception&) {
    // The file stays and will be recognised as a dead owner's.
  }
  if (descriptor_ >= 0) ::close(descriptor_);
}

void LockFile::beat(bool is_ending) {
  // Errors are not reported here: without heartbeats the lock expires, and this process then sees that it has
  // lost it.
  std::string text = beat_text(++beats_);
  if (is_ending) text.front() = ending_mark;
  if (::pwrite(descriptor_, text.data(), text.size(), static_cast<off_t>(beat_prefix.size())) > 0)
    ::fsync(descriptor_);
}

}  // namespace emsurvey

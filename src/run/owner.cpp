#include "run/owner.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "base/error.h"
#include "io/file.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr seconds renewal_interval{5};
constexpr seconds killed_jobs_end_within{6};  ///< ranks outlive a killed mpirun by about 3 s
constexpr seconds silence_of_the_dead = 4 * renewal_interval;
constexpr std::size_t largest_bytes = 65536;

/// What the file says of an owner.
struct Claim {
  std::string machine;  ///< where process numbers mean the same: boot and process namespace
  std::string host;
  std::int64_t process = 0;
  std::string started;  ///< of the process, since numbers are used again
  std::string job;      ///< of Slurm; empty where there is none
  std::int64_t renewals = 0;

  bool is_of(const Claim& other) const {
    return machine == other.machine && process == other.process && started == other.started;
  }
};

std::string first_line(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// Field 22 of /proc/<process>/stat; empty when there is no such process, or only its zombie.
std::string start_of(std::int64_t process) {
  const std::string line = first_line("/proc/" + std::to_string(process) + "/stat");
  const std::size_t name_end = line.rfind(')');  // the name before it may hold anything
  if (name_end == std::string::npos) return {};
  std::istringstream fields(line.substr(name_end + 1));
  std::string field;
  for (int number = 3; number <= 22 && fields >> field; ++number)
    if (number == 3 && (field == "Z" || field == "X")) return {};
  return field;
}

Claim own_claim() {
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  std::error_code error;
  const char* const job = std::getenv("SLURM_JOB_ID");
  return {first_line("/proc/sys/kernel/random/boot_id") + " " +
              fs::read_symlink("/proc/self/ns/pid", error).string(),
          host,
          ::getpid(),
          start_of(::getpid()),
          job == nullptr ? "" : job,
          0};
}

std::string text_of(const Claim& claim) {
  return nlohmann::ordered_json{{"host", claim.host},       {"process", claim.process},
                                {"job", claim.job},         {"started", claim.started},
                                {"machine", claim.machine}, {"renewals", claim.renewals}}
             .dump(1) +
         "\n";
}

/// Nothing when there is no file; a claim of nobody when it says nothing that can be read.
std::optional<Claim> read_claim(const fs::path& file) {
  std::string text;
  try {
    text = read_file(file, largest_bytes);
  } catch (const InputError&) {
    if (!fs::exists(file)) return {};
  }
  Claim claim;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  try {
    claim = {json.at("machine"), json.at("host"), json.at("process"),
             json.at("started"), json.at("job"),  json.at("renewals")};
  } catch (const nlohmann::json::exception&) {
    claim = Claim{};
  }
  return claim;
}

std::string name_of(const Claim& claim) {
  return "process " + std::to_string(claim.process) + " on " + claim.host +
         (claim.job.empty() ? "" : " (Slurm job " + claim.job + ")");
}

/// Puts `claim` there unless a claim is there already. By a link, which network file systems make whole or
/// not at all.
bool try_claim(const fs::path& file, const Claim& claim) {
  const fs::path own = file.string() + "." + claim.host + "." + std::to_string(claim.process) + ".new";
  write_file(own, text_of(claim));
  const bool is_ours = ::link(own.c_str(), file.c_str()) == 0;
  const int error = errno;
  std::error_code ignored;
  fs::remove(own, ignored);
  require(is_ours || error == EEXIST, file.string(),
          std::string("cannot be made (") + std::strerror(error) + ")",
          "check the permissions of the folder and its disk");
  return is_ours;
}

/// Takes the claim of a dead owner away. Another one may have done so and claimed in between: that claim is
/// put back.
void remove_claim(const fs::path& file, const Claim& dead, const Claim& own) {
  const auto now = read_claim(file);
  if (!now || !now->is_of(dead)) return;
  const fs::path aside = file.string() + "." + own.host + "." + std::to_string(own.process) + ".old";
  if (::rename(file.c_str(), aside.c_str()) != 0) return;
  const auto moved = read_claim(aside);
  if (moved && !moved->is_of(dead) && ::link(aside.c_str(), file.c_str()) != 0) return;
  std::error_code ignored;
  fs::remove(aside, ignored);
}

/// Watches a claim until it is clear whether its owner lives.
class Watch {
 public:
  Watch(const fs::path& file, const Claim& claim, const Claim& own)
      : file_(file), claim_(claim), is_near_(claim.machine == own.machine) {}

  bool is_near() const { return is_near_; }

  /// True when the owner lives on, false when it is dead or gone.
  bool owner_lives() const {
    const auto end =
        std::chrono::steady_clock::now() + (is_near_ ? killed_jobs_end_within : silence_of_the_dead);
    while (true) {
      if (is_near_ && start_of(claim_.process) != claim_.started) return false;
      const auto now = read_claim(file_);
      if (!now) return false;
      const bool has_moved = !now->is_of(claim_) || now->renewals != claim_.renewals;
      if (!is_near_ && has_moved) return true;
      if (std::chrono::steady_clock::now() >= end) return is_near_;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
  }

 private:
  const fs::path& file_;
  const Claim& claim_;
  bool is_near_;
};

}  // namespace

SurveyOwner::SurveyOwner(const fs::path& file, const Warn& warn, std::function<void()> lost)
    : file_(file), lost_(std::move(lost)) {
  const Claim own = own_claim();
  while (!try_claim(file, own)) {
    const auto other = read_claim(file);
    if (!other) continue;
    const Watch watch(file, *other, own);
    if (!watch.is_near() || start_of(other->process) == other->started)
      warn("the survey is held by " + name_of(*other) + "; looking whether it lives");
    require(!watch.owner_lives(), file.parent_path().string(), "is being run by " + name_of(*other),
            "wait until it has ended, stop it, or use another output folder");
    if (fs::exists(file))
      warn("takes the survey over from " + name_of(*other) + ", which has ended without giving it free");
    remove_claim(file, *other, own);
  }
  renewal_ = std::jthread([this](const std::stop_token& stop) { renew(stop); });
}

SurveyOwner::~SurveyOwner() {
  renewal_.request_stop();
  if (renewal_.joinable()) renewal_.join();
  const auto claim = read_claim(file_);
  std::error_code ignored;
  if (claim && claim->is_of(own_claim())) fs::remove(file_, ignored);
}

void SurveyOwner::renew(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  Claim own = own_claim();
  while (!wake.wait_for(lock, stop, renewal_interval, [&] { return stop.stop_requested(); })) {
    const auto claim = read_claim(file_);
    if (!claim || !claim->is_of(own)) {
      lost_();
      return;
    }
    ++own.renewals;
    try {
      write_file(file_, text_of(own));
    } catch (const InputError&) {
      // The disk may be full for a while; the next renewal tries again.
    }
  }
}

}  // namespace emsurvey

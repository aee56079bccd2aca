#include "watch/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/output.h"

namespace emsurvey {
namespace {

/// Whether the output goes to a terminal. mpirun gives its ranks a terminal wherever its own output goes, so
/// under mpirun the output of mpirun counts; it is the parent of the ranks on its node.
bool is_watched() {
  if (::isatty(STDOUT_FILENO) == 0) return false;
  if (std::getenv("OMPI_COMM_WORLD_SIZE") == nullptr) return true;
  std::error_code error;
  const auto output = std::filesystem::read_symlink("/proc/" + std::to_string(::getppid()) + "/fd/1", error);
  return !error && output.string().starts_with("/dev/pts/");
}

}  // namespace

Progress::Progress(const Communicator& world, std::int64_t run_count, std::int64_t work)
    : world_(world),
      counters_(world, counter_count),
      run_count_(run_count),
      work_(std::max<std::int64_t>(work, 1)),
      is_terminal_(is_watched()) {}

void Progress::add(std::int64_t work, std::int64_t images) {
  const std::lock_guard lock(mutex_);
  pending_work_ += work;
  pending_images_ += images;
  // Rank 0 may be busy on another node: a message to it at every step would slow the training.
  if (since_sent_.seconds() < 1) return;
  since_sent_.restart();
  send();
}

void Progress::send() {
  counters_.fetch_add(work_done, std::exchange(pending_work_, 0));
  counters_.fetch_add(images_done, std::exchange(pending_images_, 0));
}

void Progress::end(Counter how) {
  const std::lock_guard lock(mutex_);
  send();
  counters_.fetch_add(how, 1);
}

void Progress::show(const std::string& activity) {
  if (!world_.is_root()) return;
  const std::lock_guard lock(mutex_);
  counters_.progress_mpi();
  const double interval_s = is_terminal_ ? 1 : 30;
  if (since_shown_.seconds() < interval_s) return;
  since_shown_.restart();
  print(activity);
}

void Progress::print(const std::string& activity) {
  const double elapsed_s = since_start_.seconds();
  const double share =
      std::min(1.0, static_cast<double>(counters_.get(work_done)) / static_cast<double>(work_));
  const double images_per_s = static_cast<double>(counters_.get(images_done)) / elapsed_s;
  const auto failures = counters_.get(failed);

  constexpr int bar_width = 20;
  const auto filled = static_cast<std::size_t>(std::floor(share * bar_width));
  const std::string bar = "[" + std::string(filled, '#') + std::string(bar_width - filled, '.') + "]";
  char numbers[160];
  std::snprintf(numbers, sizeof numbers, " %3.0f %%  %lld of %lld runs done%s  %.1f images/s  ", 100 * share,
                static_cast<long long>(counters_.get(done)), static_cast<long long>(run_count_),
                failures > 0 ? (", " + std::to_string(failures) + " failed").c_str() : "", images_per_s);
  const std::string left = share > 0 ? duration_text(elapsed_s / share * (1 - share)) + " left" : "";
  const std::string line = bar + numbers + left + (activity.empty() ? "" : "  " + activity);
  if (is_terminal_) std::fputs("\r\033[K", stdout);
  emsurvey::print(is_terminal_ ? "%s" : "%s\n", line.c_str());
  flush_output();
}

void Progress::finish() {
  if (!world_.is_root() || run_count_ == 0) return;
  print("");
  if (is_terminal_) emsurvey::print("\n");
  flush_output();
}

std::int64_t step_work(const Experiment& experiment) {
  const double work = experiment.relative_cost() / static_cast<double>(experiment.steps) / 1e3;
  return std::max<std::int64_t>(1, std::llround(work));
}

std::string duration_text(double seconds) {
  const auto minutes = std::llround(seconds / 60);
  if (seconds < 60) return std::to_string(static_cast<long long>(seconds)) + " s";
  if (minutes < 60) return std::to_string(minutes) + " min";
  char text[32];
  std::snprintf(text, sizeof text, "%lld h %02lld min", minutes / 60, minutes % 60);
  return text;
}

}  // namespace emsurvey

#include "watch/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

#include "base/output.h"
#include "base/terminal.h"
#include "watch/progress_line.h"

namespace emsurvey {

Progress::Progress(const Communicator& world, std::int64_t run_count, std::int64_t work)
    : world_(world),
      counters_(world, counter_count),
      run_count_(run_count),
      work_(std::max<std::int64_t>(work, 1)),
      is_terminal_(shows_on_terminal()) {}

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

void Progress::show(const std::function<std::string()>& activity) {
  if (!world_.is_root()) return;
  const std::lock_guard lock(mutex_);
  counters_.progress_mpi();
  const double interval_s = is_terminal_ ? 1 : 30;
  if (since_shown_.seconds() < interval_s) return;
  since_shown_.restart();
  print(activity());
}

void Progress::print(const std::string& activity) {
  const double elapsed_s = since_start_.seconds();
  ProgressState state{
      .share = std::min(1.0, static_cast<double>(counters_.get(work_done)) / static_cast<double>(work_)),
      .done = counters_.get(done),
      .failed = counters_.get(failed),
      .runs = run_count_,
      .images_per_s = static_cast<double>(counters_.get(images_done)) / elapsed_s,
      .left_s = {},
      .activity = activity};
  if (state.share > 0) state.left_s = elapsed_s / state.share * (1 - state.share);
  // In the last column some terminals already begin a new line.
  const std::size_t columns =
      is_terminal_ ? terminal_size().columns - 1 : std::numeric_limits<std::size_t>::max();
  if (is_terminal_) std::fputs("\r\033[K", stdout);
  emsurvey::print(is_terminal_ ? "%s" : "%s\n", progress_line(state, columns).c_str());
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

}  // namespace emsurvey

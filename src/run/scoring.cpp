#include "run/scoring.h"

#include <ATen/Parallel.h>

#include <chrono>
#include <utility>

namespace emsurvey {

Scoring::Scoring(const Experiment& experiment, Split split, std::shared_ptr<const Dataset> dataset,
                 TestOutputs outputs, const SurveyFolder& folder, const Communicator& ranks)
    : experiment_(experiment),
      split_(std::move(split)),
      dataset_(std::move(dataset)),
      outputs_(std::move(outputs)),
      folder_(folder),
      ranks_(ranks) {
  own_part_ = std::async(std::launch::async, [this, threads = at::get_num_threads()] {
    at::set_num_threads(threads);
    return score();
  });
}

std::optional<RunScores> Scoring::score() {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  auto scores =
      score_own_part(outputs_, experiment_, split_, *dataset_, folder_, ranks_, [this](std::int64_t images) {
        images_done_ = images;
        return !is_stopped_;
      });
  if (scores && ranks_.size() == 1) write_run_scores(folder_, experiment_, *scores);
  seconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
  return scores;
}

bool Scoring::is_ready() const {
  // Without a future, the result has been taken and the part has ended.
  return !own_part_.valid() || own_part_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

bool Scoring::finish(const ProgressCallback& on_progress) {
  std::optional<RunScores> scores;
  const auto wait = [&] {
    while (own_part_.wait_for(std::chrono::milliseconds(5)) != std::future_status::ready) on_progress();
    scores = own_part_.get();
    on_progress();  // So that the scoring thread is no longer reported as busy.
  };
  ranks_.collectively(wait, on_progress);
  if (ranks_.max(!scores) > 0) return false;
  if (ranks_.size() == 1) return true;
  add_up(*scores, ranks_);
  ranks_.collectively([&] {
    if (ranks_.is_root()) write_run_scores(folder_, experiment_, *scores);
  });
  return true;
}

}  // namespace emsurvey

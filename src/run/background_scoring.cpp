#include "run/background_scoring.h"

#include <ATen/Parallel.h>

#include <chrono>
#include <utility>

#include "base/stopwatch.h"

namespace emsurvey {

BackgroundScoring::BackgroundScoring(const Experiment& experiment, LabelledTest labelled,
                                     const RunContext& context)
    : experiment_(experiment), labelled_(std::move(labelled)), context_(context) {
  own_part_ = std::async(std::launch::async, [this, threads = at::get_num_threads()] {
    at::set_num_threads(threads);
    return score();
  });
}

std::optional<RunScores> BackgroundScoring::score() {
  const Stopwatch scoring;
  const TestSet test{*labelled_.dataset, labelled_.images, context_.ranks(), labelled_.thresholds};
  auto scores =
      score_own_part(labelled_.outputs, experiment_, test, context_.folder, [this](std::int64_t images) {
        images_done_ = images;
        return !is_stopped_;
      });
  if (scores && context_.ranks().size() == 1) write_run_scores(context_.folder, experiment_, *scores);
  seconds_ = scoring.seconds();
  return scores;
}

bool BackgroundScoring::is_ready() const {
  // After its result was taken, the part has ended.
  return !own_part_.valid() || own_part_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

bool BackgroundScoring::finish(const ProgressCallback& on_progress) {
  const Communicator& ranks = context_.ranks();
  std::optional<RunScores> scores;
  const auto wait = [&] {
    while (own_part_.wait_for(std::chrono::milliseconds(5)) != std::future_status::ready) on_progress();
    scores = own_part_.get();
    on_progress();  // reports that the thread has ended
  };
  ranks.collectively(wait, on_progress);
  if (!ranks.all(scores.has_value())) return false;
  if (ranks.size() == 1) return true;
  add_up(*scores, ranks);
  ranks.collectively([&] {
    if (ranks.is_root()) write_run_scores(context_.folder, experiment_, *scores);
  });
  return true;
}

}  // namespace emsurvey

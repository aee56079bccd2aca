#include "run/validate.h"

#include "base/mean.h"
#include "run/test_run.h"

namespace emsurvey {
namespace {

double mean_over(const std::vector<LabelScores>& sections, double LabelScores::*score) {
  std::vector<double> values;
  for (const LabelScores& section : sections) values.push_back(section.*score);
  return mean_of_finite(values);
}

}  // namespace

std::vector<ValidationRow> validate(Training& training, const Communicator& ranks,
                                    const std::function<void(std::int64_t)>& on_section) {
  const TestSet sections{training.dataset(), training.validation_images(), ranks};
  // Like a step, a validation is not interrupted: its scores belong to the state at its step.
  const GoesOn always = [&, calls = std::int64_t{0}](std::int64_t) mutable {
    on_section(calls++);
    return true;
  };
  const auto outputs = label_sections(training.generator(), sections, always);
  RunScores scores;
  ranks.collectively([&] {
    scores = *score_own_sections(*outputs, sections, always, [](const Section&, const LabelImages&) {});
  });
  add_up(scores, ranks);
  std::vector<ValidationRow> rows;
  for (std::size_t label = 0; label < scores.labels.size(); ++label)
    rows.push_back({.step = training.steps_done(),
                    .label = scores.labels[label],
                    .f_score = mean_over(scores.scores[label], &LabelScores::f_score),
                    .semantic_jaccard = mean_over(scores.scores[label], &LabelScores::semantic_jaccard)});
  return rows;
}

}  // namespace emsurvey

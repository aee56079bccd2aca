#include "run/validate.h"

#include <cstddef>

#include "base/mean.h"
#include "run/choose_thresholds.h"
#include "run/test_run.h"

namespace emsurvey {
namespace {

double mean_over(const std::vector<LabelScores>& sections, double LabelScores::*score) {
  std::vector<double> values;
  for (const LabelScores& section : sections) values.push_back(section.*score);
  return mean_of_finite(values);
}

/// The scores of each label at one threshold.
std::vector<ChosenThreshold> scores_at(double threshold, const TestOutputs& outputs, TestSet sections,
                                       const GoesOn& always) {
  sections.thresholds.assign(sections.dataset.labels.size(), threshold);
  RunScores scores;
  sections.ranks.collectively([&] {
    scores = score_own_sections(outputs, sections, always, [](const Section&, const LabelImages&) {}).value();
  });
  add_up(scores, sections.ranks);
  std::vector<ChosenThreshold> means;
  for (const auto& of_label : scores.scores)
    means.push_back({threshold, mean_over(of_label, &LabelScores::f_score),
                     mean_over(of_label, &LabelScores::semantic_jaccard)});
  return means;
}

}  // namespace

std::vector<ValidationRow> validate(Training& training, const Experiment& experiment,
                                    const Communicator& ranks,
                                    const std::function<void(std::int64_t)>& on_section) {
  const TestSet sections{training.dataset(), training.validation_images(), ranks};
  // Like a step, a validation is not interrupted: its scores belong to the state at its step.
  const GoesOn always = [&, calls = std::int64_t{0}](std::int64_t) mutable {
    on_section(calls++);
    return true;
  };
  const TestOutputs outputs = label_sections(training.generator(), sections, always).value();
  const auto scores = experiment.threshold ? scores_at(*experiment.threshold, outputs, sections, always)
                                           : best_thresholds(outputs, sections, always).value();
  std::vector<ValidationRow> rows;
  for (std::size_t label = 0; label < scores.size(); ++label)
    rows.push_back({.step = training.steps_done(),
                    .label = sections.dataset.labels[label].name,
                    .f_score = scores[label].f_score,
                    .semantic_jaccard = scores[label].semantic_jaccard,
                    .threshold = scores[label].threshold});
  return rows;
}

}  // namespace emsurvey
